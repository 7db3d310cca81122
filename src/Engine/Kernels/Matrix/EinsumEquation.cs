namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>An equation such as <c>bij,bjk->bik</c>: a letter for each axis of each value; <c>...</c> stands for any number of axes, which are broadcast.</summary>
internal sealed class EinsumEquation
{
    /// <summary>What stands for the axes that have no letter.</summary>
    public const int Ellipsis = -1;

    /// <summary>The number of letters.</summary>
    public const int Letters = 52;

    /// <param name="equation">The equation.</param>
    /// <param name="operands">How many operands the node has.</param>
    /// <exception cref="OperationException">It is none, or not one of as many operands.</exception>
    public EinsumEquation(string equation, int operands)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2)
        {
            throw OperationException.InvalidArgument($"Expecting exactly one '->' in einsum equation: {equation}");
        }

        Inputs = [.. sides[0].Split(',').Select(part => Read(part, equation))];
        Output = Read(sides[1], equation);
        if (Inputs.Length != operands || operands > 2)
        {
            throw OperationException.InvalidArgument($"Expected {Inputs.Length} inputs for equation {equation} but got: {operands}; at most 2 are taken");
        }

        foreach (int label in Output)
        {
            if (label != Ellipsis && !Inputs.Any(input => input.Contains(label)))
            {
                throw OperationException.InvalidArgument($"The output of the equation {equation} has a label that no input has.");
            }
        }
    }

    /// <summary>The labels of each operand's axes, from 0, or <see cref="Ellipsis"/>.</summary>
    public int[][] Inputs { get; }

    /// <summary>The labels of the result's axes.</summary>
    public int[] Output { get; }

    private static int[] Read(string labels, string equation)
    {
        var read = new List<int>();
        for (int i = 0; i < labels.Length; i++)
        {
            char label = labels[i];
            if (labels.AsSpan(i).StartsWith("...") && !read.Contains(Ellipsis))
            {
                read.Add(Ellipsis);
                i += 2;
            }
            else if (char.IsAsciiLetter(label))
            {
                read.Add(char.IsAsciiLetterLower(label) ? label - 'a' : label - 'A' + 26);
            }
            else
            {
                throw OperationException.InvalidArgument($"The equation {equation} has '{label}' where a letter is expected.");
            }
        }

        return [.. read];
    }
}
