using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Variables;

/// <summary>A value in TensorFlow's memory; valid as long as the tensor.</summary>
internal readonly unsafe ref struct TensorView
{
    private readonly byte* _data;
    private readonly long _count;

    private TensorView(long[] shape, byte* data, long count, long length)
    {
        Shape = shape;
        Length = length;
        _data = data;
        _count = count;
    }

    public ReadOnlySpan<long> Shape { get; }

    /// <summary>How many bytes the elements take; texts without their characters.</summary>
    public long Length { get; }

    /// <summary>The elements of numbers. At most 2 GB.</summary>
    public ReadOnlySpan<byte> Bytes => Length == 0 ? [] : new ReadOnlySpan<byte>(_data, checked((int)Length));

    public static TensorView Of(TensorFunctions functions, TF_Tensor* tensor, DataType type)
    {
        var shape = new long[functions.TF_NumDims(tensor)];
        long count = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = functions.TF_Dim(tensor, axis);
            count *= shape[axis];
        }

        return new TensorView(shape, functions.TF_TensorData(tensor), count, count * (type == DataType.String ? sizeof(TF_TString) : DataTypes.SizeOf(type)));
    }

    /// <summary>Copies of the elements of text.</summary>
    public ReadOnlyMemory<byte>[] ReadTexts()
    {
        var texts = new ReadOnlyMemory<byte>[_count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = TF_TString.Read((TF_TString*)_data + i).ToArray();
        }

        return texts;
    }
}
