using TypedModels.Engine.Conformance.Cases;
using TypedModels.Engine.Conformance.Comparison;
using TypedModels.Engine.Conformance.Recording;
using TypedModels.Formats.Extraction;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;

namespace TypedModels.Engine.Conformance.Models;

/// <summary>The made-up calls of one SavedModel: some for each of its signatures, the same in every process.</summary>
internal sealed class SavedModelCalls
{
    /// <summary>The calls of one signature.</summary>
    public const int CallsPerSignature = 24;

    private readonly string _folder;
    private readonly ModelContract _contract;

    /// <param name="name">The model's name below one of <see cref="SavedModels.Folders"/>.</param>
    public SavedModelCalls(string name)
    {
        Name = name;
        _folder = SavedModels.FolderOf(name);
        _contract = ContractExtractor.ExtractFolder(_folder, name.Split('/')[^1], "models/" + name).Document.TagSets.First(contract => contract.Tags is ["serve"]);
        Calls = [.. Enumerable.Range(0, _contract.Signatures.Count)
            .Where(signature => SignatureSupport.IsCallable(_contract.Signatures[signature]) && !IsLeftOut(_contract.Signatures[signature]))
            .SelectMany(signature => Enumerable.Range(0, CallsPerSignature).Select(number => (signature, number)))];
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The calls: a signature's position, and the number of the call.</summary>
    public IReadOnlyList<(int Signature, int Number)> Calls { get; }

    /// <summary>A call in words.</summary>
    public string Describe(int call) =>
        $"{Name}.{_contract.Signatures[Calls[call].Signature].Key} #{Calls[call].Number} ({string.Join(", ", Inputs(call).Select(input => $"[{string.Join(",", input.Shape.ToArray())}]"))})";

    /// <summary>Loads the model.</summary>
    public ModelSession Load(EngineKind engine) => ModelSession.Load(_contract, new ModelOptions { Engine = engine, Source = _folder });

    /// <summary>Whether a signature's answer depends on what was called before.</summary>
    public bool ChangesState(int call) => _contract.Signatures[Calls[call].Signature].StateChanges.Count > 0;

    /// <summary>Whether an input has a number that is none, infinite, or so large that sums overflow.</summary>
    public bool HasExtremes(int call)
    {
        var types = SlotTypes(_contract.Signatures[Calls[call].Signature].Inputs);
        return Inputs(call).Zip(types, ToValue).Any(value => value.Type is DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16 or DataType.Complex64 or DataType.Complex128
            && Elements.Read(value).Any(number => !(Math.Abs(number) < 1e15)));
    }

    /// <summary>Whether an input has no elements.</summary>
    public bool HasEmpty(int call) => Inputs(call).Any(input => input.Shape.Contains(0));

    /// <summary>Makes a call.</summary>
    public Answer Make(ModelSession session, int call)
    {
        try
        {
            var outputs = session.Call(Calls[call].Signature, Inputs(call));
            var types = SlotTypes(_contract.Signatures[Calls[call].Signature].Outputs);
            return new Answer { Kind = AnswerKind.Values, Runs = [[.. outputs.Zip(types, ToValue)]] };
        }
        catch (ModelRunException exception)
        {
            return new Answer { Kind = AnswerKind.Error, Code = exception.Code, Message = exception.Message };
        }
    }

    private FixedTensor[] Inputs(int call)
    {
        var (signature, number) = Calls[call];
        var contract = _contract.Signatures[signature];
        return new RandomInputs(Name, contract, number).Make();
    }

    // An answer that is drawn from an unseeded generator has nothing to be compared with.
    private static bool IsLeftOut(SignatureContract signature) => signature.StateChanges.Any(change => change.Contains("Random", StringComparison.Ordinal));

    private static IEnumerable<DataType> SlotTypes(IEnumerable<ArgumentContract> arguments) =>
        arguments.SelectMany(argument => Enumerable.Range(0, ArgumentBinding.SlotsOf(argument)).Select(part => new ArgumentBinding(argument, 0, null).SlotType(part)));

    private static Value ToValue(FixedTensor tensor, DataType type) =>
        new(type, tensor.Shape.ToArray(), tensor.Elements.ToArray(), tensor.IsText ? tensor.Texts.ToArray() : null);
}
