using System.Runtime.CompilerServices;
using TypedModels.Engines;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Variables;

/// <summary>Brings values into TensorFlow's memory.</summary>
internal static class ValueReading
{
    /// <summary>Reads a value from its file.</summary>
    /// <exception cref="FormatException">The value cannot be read.</exception>
    /// <exception cref="ModelException">The value is none for the variable, or too large.</exception>
    public static void Read(string model, EngineVariable variable, VariableData data, VariableTensors tensors, int place)
    {
        bool isText = variable.DataType == DataType.String;
        bool isStorable = isText || DataTypes.SizeOf(variable.DataType) > 0;
        if (!isStorable || data.DataType != variable.DataType || !data.Shape.IsFullyKnown || !Shapes.AreCompatible(variable.Shape, data.Shape))
        {
            string given = $"{data.DataType.ToWord()} {data.Shape} of {data.File}";
            throw new ModelException(model, $"{model}: the variable '{variable.Node}' is {variable.DataType.ToWord()} {variable.Shape}; it cannot be given {given}.");
        }

        Span<byte> bytes;
        try
        {
            bytes = tensors.Allocate(place, data.DataType, data.Shape.Dimensions.AsSpan());
        }
        catch (Exception e) when (e is InsufficientMemoryException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new ModelException(model, $"{model}: the value {data.Shape} of the variable '{variable.Node}' in {data.File} is too large: {e.Message}", e);
        }

        if (!isText)
        {
            data.Read(bytes);
        }
        else if (data.ReadTexts() is var texts && texts.Length == bytes.Length / Unsafe.SizeOf<TF_TString>())
        {
            SetTexts(texts, tensors, place);
        }
        else
        {
            throw new ModelException(model, $"{model}: {data.File} has {texts.Length} texts for the variable '{variable.Node}', whose value is {data.Shape}.");
        }
    }

    /// <summary>Copies a value.</summary>
    public static void Copy(TensorView value, DataType type, VariableTensors tensors, int place)
    {
        var bytes = tensors.Allocate(place, type, value.Shape);
        if (type == DataType.String)
        {
            SetTexts(value.ReadTexts(), tensors, place);
        }
        else
        {
            value.Bytes.CopyTo(bytes);
        }
    }

    private static void SetTexts(ReadOnlyMemory<byte>[] texts, VariableTensors tensors, int place)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            tensors.SetText(place, i, texts[i].Span);
        }
    }
}
