using TypedModels.Formats.Operations;
using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Decides what is emitted for a host and its contract, and what is reported.</summary>
internal sealed class WrapperParser
{
    private const string DefaultTag = "serve";

    private readonly BoundModel _bound;
    private readonly List<DiagnosticModel> _diagnostics = [];

    private WrapperParser(BoundModel bound) => _bound = bound;

    private HostModel Host => _bound.Host;

    /// <summary>The wrapper of <paramref name="bound"/>, or the reasons why there is none.</summary>
    public static WrapperResult Parse(BoundModel bound, CancellationToken cancellationToken)
    {
        var parser = new WrapperParser(bound);
        var wrapper = parser.ParseWrapper(cancellationToken);
        return new(bound.Host.Key, wrapper, parser._diagnostics.ToValueList());
    }

    private WrapperModel? ParseWrapper(CancellationToken cancellationToken)
    {
        _diagnostics.AddRange(Host.Problems);
        CheckProject();
        CheckPath();
        if (_diagnostics.Count > 0 || ReadableDocument() is not { } document || TagSet(document) is not { } modelContract || Declared(modelContract, cancellationToken) is not { } contract)
        {
            return null;
        }

        CheckOperations(contract);
        var signatures = new SignatureParser(Host, contract, _diagnostics).Parse(cancellationToken);
        return new WrapperModel
        {
            HintName = _bound.HintName,
            Namespace = Host.Namespace,
            Containers = Host.Containers,
            Name = Host.Name,
            InterfaceName = "I" + Host.Name.TrimStart('@'),
            Accessibility = Host.Accessibility,
            Path = document.Path,
            Tags = string.Join(", ", contract.Tags),
            ContractText = contract.ToString(),
            ObservesCalls = Host.ObservesCalls,
            ObservesLoads = Host.ObservesLoads,
            SignatureCount = contract.Signatures.Count,
            HasVariables = VariableSource.IsAmong(contract.Operations),
            Owner = Host.Owner,
            FakeVariable = SignatureParser.FreeName("call", signatures.Select(signature => signature.HandlerParameter)),
            Signatures = signatures,
        };
    }

    private void CheckProject()
    {
        if (_bound.Facts.IsLanguageOld)
        {
            _diagnostics.Add(DiagnosticModels.LanguageTooOld(Host.Path, _bound.Facts.LanguageVersion));
        }

        if (!_bound.Facts.HasRuntime)
        {
            _diagnostics.Add(DiagnosticModels.RuntimeMissing(Host.Path));
        }
    }

    private void CheckPath()
    {
        string path = ModelPath.Normalize(Host.Path);
        if (path.Length == 0 || ModelPath.IsAbsolute(path))
        {
            _diagnostics.Add(DiagnosticModels.InvalidPath(Host.Path, path.Length == 0 ? "names no model" : "begins at a root"));
        }
        else if (_bound.Contract is null)
        {
            _diagnostics.Add(DiagnosticModels.ModelNotFound(Host.Path, ModelPath.Nearest(path, _bound.KnownPaths), _bound.KnownPaths));
        }
    }

    private void CheckOperations(ModelContract contract)
    {
        string[] missing = [.. contract.Operations.Where(operation => !ManagedOperations.Contains(operation))];
        if (missing.Length > 0)
        {
            _diagnostics.Add(DiagnosticModels.MissingOperations(Host.Path, missing));
        }
    }

    private ContractDocument? ReadableDocument()
    {
        var contract = _bound.Contract!;
        if (_bound.OtherFile is { } other)
        {
            _diagnostics.Add(DiagnosticModels.AmbiguousContract(Host.Path, contract.FileName, other));
            return null;
        }

        if (contract.Problem is { } problem)
        {
            _diagnostics.Add(DiagnosticModels.UnreadableContract(Host.Path, contract.FileName, problem));
        }
        else if (contract.Document!.Error is { } error)
        {
            _diagnostics.Add(DiagnosticModels.UnreadableModel(Host.Path, error));
            return null;
        }

        return contract.Document;
    }

    /// <summary>The contract of the model with what the class says about it.</summary>
    private ModelContract? Declared(ModelContract contract, CancellationToken cancellationToken)
    {
        if (!Host.NeedsGraph)
        {
            return contract;
        }

        var document = GraphParser.Read(_bound.Graph, out string problem);
        var graph = document?.Graphs.FirstOrDefault(candidate => candidate.Tags == contract.Tags);
        if (graph is null)
        {
            _diagnostics.Add(DiagnosticModels.UnreadableGraph(Host.Path, document is null ? problem : "it lacks the part with the contract's tags"));
            return null;
        }

        contract = new DeclaredSignatures(Host, graph, _diagnostics).AddTo(contract, cancellationToken);
        return new VariableSource(Host, document!.Checkpoints, _diagnostics).AddTo(contract, graph);
    }

    private ModelContract? TagSet(ContractDocument document)
    {
        if (Host.Tags is null && document.TagSets.Count == 1 && ModelPath.IsFile(document.Path))
        {
            return document.TagSets[0];
        }

        string asked = Host.Tags ?? DefaultTag;
        string[] tags = Sorted(asked.Split(',').Select(tag => tag.Trim()).Where(tag => tag.Length > 0));
        var found = document.TagSets.FirstOrDefault(contract => Sorted(contract.Tags).SequenceEqual(tags));
        if (found is null)
        {
            string known = Listing.Of(document.TagSets.Select(contract => string.Join(",", contract.Tags)));
            _diagnostics.Add(DiagnosticModels.TagsNotFound(Host.Path, string.Join(",", tags), Host.Tags is null ? $"{known}; say which with Tags = \"…\"" : known));
        }

        return found;
    }

    private static string[] Sorted(IEnumerable<string> tags) => [.. tags.Distinct().OrderBy(tag => tag, StringComparer.Ordinal)];
}
