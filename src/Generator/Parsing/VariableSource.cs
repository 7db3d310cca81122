using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;
using TypedModels.Graphs;

namespace TypedModels.Generator.Parsing;

/// <summary>Says in the contract where the variables of a wrapper come from.</summary>
internal sealed class VariableSource(HostModel host, ValueList<string> checkpoints, List<DiagnosticModel> diagnostics)
{
    private static readonly HashSet<string> s_variables = ["VarHandleOp", "VariableV2", "Variable"];

    /// <summary>Whether one of the operations is a variable.</summary>
    public static bool IsAmong(IEnumerable<string> operations) => operations.Any(s_variables.Contains);

    /// <summary>The contract with checkpoint, scope and renames, as far as they are sound; the rest is reported.</summary>
    public ModelContract AddTo(ModelContract contract, GraphList graph)
    {
        if (!IsAmong(graph.Nodes.Select(node => node.Operation)))
        {
            ReportWithoutVariables();
            return contract;
        }

        return contract with { Checkpoint = Checkpoint(), Scope = Scope(), Variables = Renames().ToValueList() };
    }

    private void ReportWithoutVariables()
    {
        foreach (var (isSet, property, anchor) in new[]
        {
            (host.Checkpoint is not null, "Checkpoint", AnchorKind.Checkpoint),
            (host.Weights is not null, "Weights", AnchorKind.Weights),
            (host.Scope is not null, "Scope", AnchorKind.Scope),
            (host.VariableMap.Count > 0, "VariableMap", AnchorKind.VariableMap),
            (host.Owner is not null, "SharesVariablesWith", AnchorKind.Owner),
        })
        {
            if (isSet)
            {
                diagnostics.Add(DiagnosticModels.NoVariables(host.Path, property, anchor));
            }
        }
    }

    private string? Scope() => host.Scope?.Trim('/') is { Length: > 0 } scope ? scope : null;

    // Weights are what a model of Keras has its variables from, as a graph has them from a checkpoint.
    private string? Checkpoint()
    {
        var (property, anchor, what) = host.Weights is not null ? ("Weights", AnchorKind.Weights, "file of weights") : ("Checkpoint", AnchorKind.Checkpoint, "checkpoint");
        if ((host.Weights ?? host.Checkpoint) is not { } asked)
        {
            return null;
        }

        string path = ModelPath.Normalize(asked);
        string? mistake = host is { Weights: not null, Checkpoint: not null } ? "Checkpoint says already where its variables come from, so write one of the two"
            : path.Length == 0 || ModelPath.IsAbsolute(path) ? $"write its path {(host.Weights is null ? "without .index, " : "")}relative to the project"
            : null;
        if (mistake is not null)
        {
            diagnostics.Add(DiagnosticModels.CheckpointNotFound(host.Path, what, asked, mistake, anchor));
            return null;
        }

        string folder = ModelPath.FolderOf(host.Path);
        string relative = ModelPath.Relative(folder, path);
        if (checkpoints.Count == 0)
        {
            diagnostics.Add(DiagnosticModels.NoCheckpoint(host.Path, what, asked, Remedy(relative, path, property), anchor));
        }
        else if (!checkpoints.Any(known => known == relative || FolderOf(known) == relative))
        {
            diagnostics.Add(DiagnosticModels.CheckpointNotFound(host.Path, what, asked, Hint(folder, path, property), anchor));
        }

        return relative;
    }

    // What goes with a model by itself lies beside it; of whole models, which have weights of their own, only what is named after them does.
    private string Remedy(string relative, string path, string property) =>
        relative != ".." && !relative.Contains('/') && !ModelPath.IsWholeKeras(host.Path)
            ? "fetch the weights before the program runs"
            : $"name it with {property}=\"{path}\" on the model's TfModel item, and fetch it before the program runs";

    private string Hint(string folder, string path, string property)
    {
        ValueList<string> known = [.. checkpoints.Select(checkpoint => folder.Length == 0 ? checkpoint : ModelPath.Relative("", $"{folder}/{checkpoint}"))];
        string hint = ModelPath.Nearest(path, known) is { } nearest ? $"did you mean '{nearest}'?" : $"it has {Listing.Of(known)}.";
        return $"{hint} One that is there is added with {property}=\"{path}\" on the model's TfModel item";
    }

    private IEnumerable<VariableRename> Renames()
    {
        var met = new HashSet<VariableRename>();
        for (int i = 0; i < host.VariableMap.Count; i++)
        {
            string entry = host.VariableMap[i];
            int equals = entry.IndexOf('=');
            var rename = equals < 0 ? new VariableRename("", "") : new VariableRename(entry.Substring(0, equals).Trim(), entry.Substring(equals + 1).Trim());
            string? why = equals < 0 ? "write \"from=to\", the beginning of names in the checkpoint and what stands there in the graph"
                : rename.From == rename.To ? "both names are the same"
                : !met.Add(rename) ? "it is there twice"
                : null;
            if (why is null)
            {
                yield return rename;
            }
            else
            {
                diagnostics.Add(DiagnosticModels.InvalidRename(i, entry, why));
            }
        }
    }

    private static string FolderOf(string checkpoint) => checkpoint.LastIndexOf('/') is >= 0 and var slash ? checkpoint.Substring(0, slash) : ".";
}
