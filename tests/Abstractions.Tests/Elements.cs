namespace TypedModels.Tests;

/// <summary>Reads back what an argument brings.</summary>
internal static class Elements
{
    /// <summary>The elements, row by row.</summary>
    public static T[] Of<T>(TensorInput<T> input)
        where T : unmanaged
    {
        var elements = new T[input.Count];
        input.CopyTo(elements);
        return elements;
    }

    /// <summary>The length of each axis the value brings.</summary>
    public static long[] ShapeOf<T>(TensorInput<T> input)
        where T : unmanaged
    {
        var shape = new long[input.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = input.Length(axis);
        }

        return shape;
    }

    /// <summary>The texts, row by row; null for a null reference.</summary>
    public static string?[] Of(TextTensorInput input)
    {
        var texts = new string?[input.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Of(input[i]);
        }

        return texts;
    }

    /// <summary>The length of each axis the value brings.</summary>
    public static long[] ShapeOf(TextTensorInput input)
    {
        var shape = new long[input.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = input.Length(axis);
        }

        return shape;
    }

    /// <summary>The text, or null for a null reference.</summary>
    public static string? Of(TextInput input) =>
        input.Form == TensorInputForm.Null ? null : input.Text ?? System.Text.Encoding.UTF8.GetString(input.Bytes);
}
