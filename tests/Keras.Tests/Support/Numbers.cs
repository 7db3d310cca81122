namespace TypedModels.Keras.Tests.Support;

/// <summary>Numbers in a shape, row by row: what tests compute answers with, slowly and by the definition.</summary>
internal sealed class Numbers
{
    private readonly int[] _shape;

    public Numbers(int[] shape, double[]? elements = null)
    {
        _shape = shape;
        Elements = elements ?? new double[shape.Aggregate(1, (count, length) => count * length)];
        Assert.Equal(shape.Aggregate(1, (count, length) => count * length), Elements.Length);
    }

    /// <summary>The lengths of the axes.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The elements, row by row.</summary>
    public double[] Elements { get; }

    /// <summary>An element.</summary>
    public double this[params ReadOnlySpan<int> index]
    {
        get => Elements[Offset(index)];
        set => Elements[Offset(index)] = value;
    }

    /// <summary>Numbers between −1 and 1 that are the same each time, as floats have them.</summary>
    public static Numbers Random(int seed, params int[] shape) => Random(seed, -1, 1, shape);

    /// <summary>Numbers of a range that are the same each time, as floats have them.</summary>
    public static Numbers Random(int seed, double least, double most, int[] shape)
    {
        var random = new Random(seed);
        return new Numbers(shape).Map(_ => (float)(least + ((most - least) * random.NextDouble())));
    }

    /// <summary>Whole numbers from 0 up to a limit that are the same each time.</summary>
    public static Numbers RandomIntegers(int seed, int limit, params int[] shape)
    {
        var random = new Random(seed);
        return new Numbers(shape).Map(_ => random.Next(limit));
    }

    /// <summary>A list of numbers.</summary>
    public static Numbers Of(params double[] elements) => new([elements.Length], elements);

    /// <summary>What a function makes of each element.</summary>
    public Numbers Map(Func<double, double> function) => new(_shape, Array.ConvertAll(Elements, element => function(element)));

    /// <summary>Numbers in a shape, each of its place there.</summary>
    public static Numbers Make(int[] shape, Func<int[], double> element)
    {
        var made = new Numbers(shape);
        var index = new int[shape.Length];
        for (int i = 0; i < made.Elements.Length; i++)
        {
            int rest = i;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                index[axis] = rest % shape[axis];
                rest /= shape[axis];
            }

            made.Elements[i] = element(index);
        }

        return made;
    }

    private int Offset(ReadOnlySpan<int> index)
    {
        Assert.Equal(_shape.Length, index.Length);
        int offset = 0;
        for (int axis = 0; axis < index.Length; axis++)
        {
            Assert.InRange(index[axis], 0, _shape[axis] - 1);
            offset = (offset * _shape[axis]) + index[axis];
        }

        return offset;
    }
}
