using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Loading;

namespace TypedModels.TensorFlow.Execution;

/// <summary>
/// One signature, ready to run: its tensors in the graph, always fed and fetched in the same order, since TensorFlow prepares each order anew. The arrays are pinned for
/// good, so that a call passes their addresses.
/// </summary>
internal sealed unsafe class SignaturePlan
{
    private readonly TF_Output[] _fed;
    private readonly TF_Output[] _fetched;

    /// <summary>Finds the signature's tensors.</summary>
    /// <exception cref="ModelLoadException">One is not there, or not what the signature says.</exception>
    public SignaturePlan(string model, EngineSignature signature, TensorResolver tensors)
    {
        Model = model;
        Key = signature.Key;
        _fed = Pinned([.. signature.Inputs.Select(input => tensors.Argument(input, signature))]);
        tensors.RequireDistinct(_fed, signature);
        InputTypes = [.. signature.Inputs.Select(input => input.DataType)];

        var fetched = new List<TF_Output>();
        OutputTypes = [.. signature.Outputs.Select(output => output.DataType)];
        OutputSources = new int[OutputTypes.Length];
        for (int slot = 0; slot < OutputSources.Length; slot++)
        {
            var tensor = tensors.Argument(signature.Outputs[slot], signature);
            int input = Array.FindIndex(_fed, fed => Same(fed, tensor));
            OutputSources[slot] = input < 0 ? fetched.Count : ~input;
            if (input < 0)
            {
                fetched.Add(tensor);
            }
        }

        _fetched = Pinned([.. fetched]);
    }

    /// <summary>The model's short name.</summary>
    public string Model { get; }

    /// <summary>The signature's key.</summary>
    public string Key { get; }

    /// <summary>The type of each input.</summary>
    public DataType[] InputTypes { get; }

    /// <summary>The type of each output.</summary>
    public DataType[] OutputTypes { get; }

    /// <summary>
    /// Where each output comes from: a position among the fetched tensors, or the complement of an input's slot. TensorFlow refuses to fetch a tensor that is fed, so an input that is
    /// also an output never reaches it as one.
    /// </summary>
    public int[] OutputSources { get; }

    /// <summary>The tensors that are fed, one per input.</summary>
    public TF_Output* Fed => Address(_fed);

    /// <summary>The tensors that are fetched.</summary>
    public TF_Output* Fetched => Address(_fetched);

    /// <summary>How many tensors are fetched.</summary>
    public int FetchedCount => _fetched.Length;

    /// <summary>Whether two names of tensors mean the same one.</summary>
    public static bool Same(TF_Output left, TF_Output right) => left.oper == right.oper && left.index == right.index;

    private static TF_Output[] Pinned(TF_Output[] tensors)
    {
        var pinned = GC.AllocateArray<TF_Output>(tensors.Length, pinned: true);
        tensors.CopyTo(pinned, 0);
        return pinned;
    }

    private static TF_Output* Address(TF_Output[] pinned) =>
        (TF_Output*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
