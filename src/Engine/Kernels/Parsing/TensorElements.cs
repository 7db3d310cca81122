using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>Copies elements between tensors of one type.</summary>
internal static class TensorElements
{
    /// <summary>Copies elements.</summary>
    public static void Copy(Tensor source, int sourceStart, Tensor target, int targetStart, int count)
    {
        if (target.Type == DataType.String)
        {
            source.Texts.Slice(sourceStart, count).CopyTo(target.WritableTexts[targetStart..]);
        }
        else
        {
            int size = DataTypes.SizeOf(target.Type);
            source.Bytes.Slice(sourceStart * size, count * size).CopyTo(target.WritableBytes[(targetStart * size)..]);
        }
    }
}
