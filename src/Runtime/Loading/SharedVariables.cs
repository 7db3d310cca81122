using TypedModels.Runtime.Variables;

namespace TypedModels.Runtime.Loading;

/// <summary>Decides which variables of a model are another loaded model's, by their names.</summary>
internal static class SharedVariables
{
    /// <summary>
    /// The variables, with those that are the owner's tied to them. Under the wrapper's scope all are its own, and all others the owner's; without a scope the owner's are those that it has.
    /// </summary>
    /// <param name="variables">The variables of the model that is loaded.</param>
    /// <param name="owner">The model that is loaded already.</param>
    /// <param name="compiled">What the wrapper was compiled with.</param>
    /// <exception cref="ModelLoadException">A variable is not there, or of another shape or type; the message lists all.</exception>
    public static IReadOnlyList<ModelVariable> Match(IReadOnlyList<ModelVariable> variables, ModelSession owner, ModelContract compiled)
    {
        var problems = new List<string>();
        var matched = new List<ModelVariable>(variables.Count);
        foreach (var variable in variables)
        {
            bool isOwn = compiled.Scope is { } scope && VariableNames.BeginsWith(variable.Node, scope);
            var shared = isOwn ? null : Find(owner.Variables, variable);
            if (shared is null && !isOwn && compiled.Scope is not null)
            {
                problems.Add($"{variable} ({variable.Description}) lies outside the scope '{compiled.Scope}', and {owner.Info.Model} has no such variable");
            }
            else if (shared is not null && Difference(variable, shared) is { } difference)
            {
                problems.Add($"{variable} is {difference}");
            }

            matched.Add(shared is null ? variable : variable.SharedWith(shared));
        }

        if (problems.Count == 0 && variables.Count > 0 && matched.TrueForAll(variable => variable.Shared is null))
        {
            problems.Add($"it has none of {owner.Info.Model}'s variables: {Names(owner.Variables)}; its own are {Names(variables)}");
        }

        return problems.Count == 0 ? matched : throw new ModelLoadException(
            compiled.Model,
            null,
            $"{compiled.Model} cannot share the variables of {owner.Info.Model}:{string.Join("", problems.Select(problem => "\n  " + problem))}\nLoad both from one training run, or load {compiled.Model} by itself.");
    }

    private static ModelVariable? Find(IReadOnlyList<ModelVariable> owners, ModelVariable variable) =>
        owners.FirstOrDefault(candidate => candidate.Node == variable.Node) ?? owners.FirstOrDefault(candidate => candidate.ToString() == variable.ToString());

    private static string? Difference(ModelVariable variable, ModelVariable owners)
    {
        var (mine, its) = (variable.Engine, owners.Engine);
        return mine.DataType != its.DataType || !MayBeSame(mine.Shape, its.Shape) ? $"{variable.Description}, there it is {owners.Description}"
            : mine.IsResource != its.IsResource ? $"a {KindOf(variable)}, there it is a {KindOf(owners)}"
            : null;
    }

    private static bool MayBeSame(TensorShape left, TensorShape right)
    {
        bool same = !left.HasRank || !right.HasRank || left.Rank == right.Rank;
        for (int axis = 0; same && left.HasRank && right.HasRank && axis < left.Rank; axis++)
        {
            same = left.Dimensions[axis] == right.Dimensions[axis] || left.Dimensions[axis] == TensorShape.UnknownDimension || right.Dimensions[axis] == TensorShape.UnknownDimension;
        }

        return same;
    }

    private static string KindOf(ModelVariable variable) => variable.Engine.IsResource ? "resource variable" : "reference variable";

    private static string Names(IReadOnlyList<ModelVariable> variables) =>
        variables.Count == 0 ? "none" : string.Join(", ", variables.Take(4).Select(variable => $"'{variable}'")) + (variables.Count > 4 ? ", …" : "");
}
