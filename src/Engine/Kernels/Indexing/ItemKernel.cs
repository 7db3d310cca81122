using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>A kernel that asks which elements, or rows of them, are equal.</summary>
internal abstract class ItemKernel : Kernel
{
    /// <summary>Turns to <see cref="Run{TItems}"/> for the type of <paramref name="values"/>.</summary>
    /// <param name="context">The call.</param>
    /// <param name="values">The items, one behind the other.</param>
    /// <param name="length">The elements of an item.</param>
    protected unsafe void Run(KernelContext context, Tensor values, int length)
    {
        byte* pointer = values.Pointer;
        switch (values.Type)
        {
            case DataType.String:
                Run(context, new TextItems(values.Texts.ToArray(), length));
                break;
            case DataType.Float:
                Run(context, new NumberItems<float>((float*)pointer, length));
                break;
            case DataType.Double:
                Run(context, new NumberItems<double>((double*)pointer, length));
                break;
            case DataType.Half:
                Run(context, new NumberItems<Half>((Half*)pointer, length));
                break;
            case DataType.Complex64:
                Run(context, new NumberItems<float>((float*)pointer, 2 * length));
                break;
            case DataType.Complex128:
                Run(context, new NumberItems<double>((double*)pointer, 2 * length));
                break;
            case var type when DataTypes.SizeOf(type) == 1:
                Run(context, new NumberItems<byte>(pointer, length));
                break;
            case var type when DataTypes.SizeOf(type) == 2:
                Run(context, new NumberItems<ushort>((ushort*)pointer, length));
                break;
            case var type when DataTypes.SizeOf(type) == 4:
                Run(context, new NumberItems<uint>((uint*)pointer, length));
                break;
            default:
                Run(context, new NumberItems<ulong>((ulong*)pointer, length));
                break;
        }
    }

    /// <summary>Does the kernel's work.</summary>
    protected abstract void Run<TItems>(KernelContext context, in TItems items)
        where TItems : struct, IItems;
}
