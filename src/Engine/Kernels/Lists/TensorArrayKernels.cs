using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Lists;

/// <summary>The tensor arrays of TensorFlow 1's loops. Each operation gives a flow value, by which the next one waits for it.</summary>
internal static class TensorArrayKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("TensorArrayV3", Create).Impure();
        table.Add("TensorArrayWriteV3", _ => new ActionKernel(Write)).Impure();
        table.Add("TensorArrayReadV3", _ => new ActionKernel(Read)).Impure();
        table.Add("TensorArrayGatherV3", _ => new ActionKernel(context => Gather(context, context.Input(1)))).Impure();
        table.Add("TensorArrayScatterV3", _ => new ActionKernel(Scatter)).Impure();
        table.Add("TensorArrayConcatV3", _ => new ActionKernel(Concat)).Impure();
        table.Add("TensorArraySplitV3", _ => new ActionKernel(Split)).Impure();
        table.Add("TensorArraySizeV3", _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<int>()[0] = Array(context).Count)).Impure();
        table.Add("TensorArrayCloseV3", _ => new ActionKernel(_ => { })).Impure();
    }

    private static ActionKernel Create(KernelNode node)
    {
        string name = node.Name;
        var type = node.Type("dtype");
        var shape = PartialShape.Of(node.Shape("element_shape"));
        bool grows = node.Flag("dynamic_size"), clears = node.Flag("clear_after_read"), isUniform = node.Flag("identical_element_shapes");
        return new ActionKernel(context =>
        {
            var array = new TensorArray(name, TensorList.Rent(context.Pool, type, shape), grows, clears, isUniform);
            context.Output(0, Shape.Scalar).WritableObjects[0] = array;
            array.Resize(context.Input(0).Integer(0));
            Flow(context, 1);
        });
    }

    private static void Write(KernelContext context)
    {
        Array(context).Write(context.Input(1).Integer(0), context.Input(2));
        Flow(context, 0);
    }

    private static void Read(KernelContext context) => Array(context).Read(context.Input(1).Integer(0), element => context.Forward(0, element));

    private static void Gather(KernelContext context, Tensor indices)
    {
        var array = Array(context);
        if (indices.Count == 0)
        {
            var known = array.ElementShape is { IsFullyKnown: true } full ? full.ToShape()
                : throw OperationException.Unimplemented("TensorArray has size zero, but element shape is not fully defined. Currently only static shapes are supported when packing zero-size TensorArrays.");
            context.Output(0, known.Insert(0, 0));
            return;
        }

        Tensor? output = null;
        for (int i = 0; i < indices.Count; i++)
        {
            array.Read(indices.Integer(i), element =>
            {
                output ??= context.Output(0, element.Shape.Insert(0, indices.Count));
                if (output.Shape.Remove(0) != element.Shape)
                {
                    throw OperationException.InvalidArgument($"TensorArray has inconsistent shapes. Index 0 has shape: {output.Shape.Remove(0)} but index {i} has shape: {element.Shape}");
                }

                Elements.Copy(element, 0, output, i * element.Count, element.Count);
            });
        }
    }

    private static void Scatter(KernelContext context)
    {
        var array = Array(context);
        var indices = context.Input(1);
        var values = context.Input(2);
        if (values.Rank == 0 || indices.Rank != 1 || indices.Count != values[0])
        {
            throw OperationException.InvalidArgument($"Expected len(indices) == values.shape[0], but saw: {indices.Count} vs. {values.Shape}");
        }

        var shape = values.Shape.Remove(0);
        for (int i = 0; i < indices.Count; i++)
        {
            WritePart(context, array, indices.Integer(i), values, shape, i * shape.Count);
        }

        Flow(context, 0);
    }

    private static void Split(KernelContext context)
    {
        var array = Array(context);
        var values = context.Input(1);
        var lengths = context.Input(2);
        if (values.Rank == 0 || lengths.Rank != 1 || lengths.Count > array.Count)
        {
            throw OperationException.InvalidArgument($"Expected lengths to be a vector of at most {array.Count} and value to be at least one, received shapes: {lengths.Shape}, {values.Shape}");
        }

        long start = 0;
        for (int i = 0; i < lengths.Count; i++)
        {
            long length = lengths.Integer(i);
            if (length < 0 || start + length > values[0])
            {
                throw OperationException.InvalidArgument($"Expected sum of lengths to be equal to values.shape[0], but it is more than {values[0]}.");
            }

            WritePart(context, array, i, values, values.Shape.With(0, (int)length), (int)start * values.Shape.Product(1, values.Rank));
            start += length;
        }

        Flow(context, 0);
    }

    private static void Concat(KernelContext context)
    {
        var array = Array(context);
        var lengths = context.Output(1, new Shape(array.Count)).WritableSpan<long>();
        var parts = context.Pool.RentTensors(array.Count);
        try
        {
            long rows = 0;
            for (int i = 0; i < array.Count; i++)
            {
                var place = parts[i];
                array.Read(i, element => place.Share(element, element.Shape));
                lengths[i] = place.Rank > 0 && place.Shape.Remove(0) == parts[0].Shape.Remove(0)
                    ? place[0]
                    : throw OperationException.InvalidArgument($"TensorArray has inconsistent shapes. Index 0 has (excepting dimension 0) shape: {parts[0].Shape} but index {i} has: {place.Shape}");
                rows += lengths[i];
            }

            var row = array.Count > 0 ? parts[0].Shape.Remove(0) : throw OperationException.Unimplemented("TensorArray has size zero, but element_shape_except0 is not fully defined.");
            var output = context.Output(0, row.Insert(0, checked((int)rows)));
            int position = 0;
            foreach (var part in parts)
            {
                Elements.Copy(part, 0, output, position, part.Count);
                position += part.Count;
            }
        }
        finally
        {
            context.Pool.Return(parts);
        }
    }

    private static void WritePart(KernelContext context, TensorArray array, long index, Tensor values, in Shape shape, int start)
    {
        var element = context.Pool.RentTensor();
        context.Allocate(element, values.Type, shape);
        Elements.Copy(values, start, element, 0, shape.Count);
        try
        {
            array.Write(index, element);
        }
        finally
        {
            context.Pool.Return(element);
        }
    }

    private static TensorArray Array(KernelContext context) =>
        context.Input(0).Objects is [TensorArray array, ..] ? array : throw OperationException.InvalidArgument("The handle is not one of a tensor array.");

    private static void Flow(KernelContext context, int output) => context.Output(output, Shape.Scalar).WritableSpan<float>()[0] = 0;
}
