namespace TypedModels;

/// <summary>Compares a model's contract with the one that callers were compiled against.</summary>
public static class ContractComparison
{
    /// <summary>All differences between <paramref name="expected"/>, which callers know, and <paramref name="actual"/>, which the model has; ordered by signature.</summary>
    public static IReadOnlyList<ContractDifference> Compare(ModelContract expected, ModelContract actual)
    {
        var differences = new List<ContractDifference>();
        foreach (var signature in expected.Signatures)
        {
            var other = actual.Signatures.FirstOrDefault(candidate => candidate.Key == signature.Key);
            if (other is null)
            {
                differences.Add(new(true, signature.Key, "the signature is gone"));
            }
            else
            {
                CompareArguments(differences, signature.Key, "input", signature.Inputs, other.Inputs);
                CompareArguments(differences, signature.Key, "output", signature.Outputs, other.Outputs);
            }
        }

        foreach (var signature in actual.Signatures)
        {
            if (!expected.Signatures.Any(candidate => candidate.Key == signature.Key))
            {
                differences.Add(new(false, signature.Key, "the signature is new"));
            }
        }

        return [.. differences.OrderBy(difference => difference.Signature, StringComparer.Ordinal)];
    }

    private static void CompareArguments(
        List<ContractDifference> differences, string signature, string role, ValueList<ArgumentContract> expected, ValueList<ArgumentContract> actual)
    {
        foreach (var argument in expected)
        {
            var other = actual.FirstOrDefault(candidate => candidate.Key == argument.Key);
            if (other is null)
            {
                differences.Add(new(true, signature, $"{role} {argument.Key} is gone"));
            }
            else if (argument != other with { Tensor = argument.Tensor })
            {
                differences.Add(new(IsBreaking(role, argument, other), signature, $"{role} {argument.Key}: {Describe(argument)} → {Describe(other)}"));
            }
        }

        foreach (var argument in actual.Where(argument => !expected.Any(candidate => candidate.Key == argument.Key)))
        {
            bool mustBeGiven = role == "input" && argument.Default is null;
            differences.Add(new(mustBeGiven, signature, $"{role} {argument.Key} is new: {Describe(argument)}{(mustBeGiven ? ", and required" : "")}"));
        }

        CompareOrder(differences, signature, role, expected, actual);
    }

    private static void CompareOrder(
        List<ContractDifference> differences, string signature, string role, ValueList<ArgumentContract> expected, ValueList<ArgumentContract> actual)
    {
        string[] before = [.. expected.Select(argument => argument.Key).Where(key => actual.Any(argument => argument.Key == key))];
        string[] after = [.. actual.Select(argument => argument.Key).Where(key => before.Contains(key))];
        if (!before.SequenceEqual(after))
        {
            differences.Add(new(true, signature, $"the order of the {role}s changed: {string.Join(", ", before)} → {string.Join(", ", after)}"));
        }
    }

    private static bool IsBreaking(string role, ArgumentContract expected, ArgumentContract actual) =>
        expected.DataType != actual.DataType
        || expected.Encoding != actual.Encoding
        || expected.RaggedRank != actual.RaggedRank
        || expected.RowSplitsType != actual.RowSplitsType
        || expected.TypeSpec != actual.TypeSpec
        || (expected.Default is not null && actual.Default is null)
        || expected.Shape.HasRank != actual.Shape.HasRank
        || expected.Shape.Dimensions.Count != actual.Shape.Dimensions.Count
        || (role == "input" && IsNarrowed(expected.Shape, actual.Shape));

    private static bool IsNarrowed(TensorShape expected, TensorShape actual)
    {
        for (int axis = 0; axis < actual.Dimensions.Count; axis++)
        {
            if (actual.Dimensions[axis] != TensorShape.UnknownDimension && actual.Dimensions[axis] != expected.Dimensions[axis])
            {
                return true;
            }
        }

        return false;
    }

    private static string Describe(ArgumentContract argument)
    {
        string encoding = argument.Encoding switch
        {
            ArgumentEncoding.Sparse => " sparse",
            ArgumentEncoding.Ragged => $" ragged {argument.RaggedRank} {argument.RowSplitsType.ToWord()}",
            ArgumentEncoding.Composite => $" composite {argument.TypeSpec}",
            _ => "",
        };
        return $"{argument.DataType.ToWord()} {argument.Shape}{encoding}{(argument.Default is null ? "" : " = " + argument.Default)}";
    }
}
