using System.Text;
using TypedModels.Engine.Memory;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>
/// Reads tensors of the checkpoint that the model is loaded with: <c>RestoreV2(prefix, tensor_names, shape_and_slices)</c>, and the older operations that read one. No other
/// checkpoint is opened.
/// </summary>
/// <param name="operation">The type of operation.</param>
internal sealed class RestoreKernel(string operation) : Kernel
{
    public override void Run(KernelContext context)
    {
        string prefix = Prefix(context);
        int count = context.OutputCount;
        if (context.Input(1).Count != count || (context.InputCount > 2 && context.Input(2).Count != count))
        {
            throw OperationException.InvalidArgument($"{operation} restores {count} tensors, and is given {context.Input(1).Count} names{(context.InputCount > 2 ? $" and {context.Input(2).Count} slices" : "")}.");
        }

        try
        {
            using var checkpoint = Checkpoint.Open(prefix);
            for (int i = 0; i < count; i++)
            {
                context.ThrowIfCancelled();
                context.Forward(i, Read(context, checkpoint, i));
            }
        }
        catch (ModelFormatException exception)
        {
            var code = exception.Problem.Error == ExtractionError.MissingVariables ? ModelErrorCode.NotFound : ModelErrorCode.DataLoss;
            throw new OperationException(code, exception.Message);
        }
    }

    private string Prefix(KernelContext context)
    {
        if (context.Input(0) is not { Count: 1 } given)
        {
            throw OperationException.InvalidArgument($"{operation} takes the path of one checkpoint, and is given {context.Input(0)}.");
        }

        string prefix = Encoding.UTF8.GetString(given.Texts[0].Span);
        return prefix == context.Resources.CheckpointPrefix
            ? prefix
            : throw new OperationException(ModelErrorCode.PermissionDenied, $"{operation} asks for the checkpoint '{prefix}'; a model may read only the one that it is loaded with.");
    }

    private static Tensor Read(KernelContext context, Checkpoint checkpoint, int index)
    {
        string name = Encoding.UTF8.GetString(context.Input(1).Texts[index].Span);
        var entry = checkpoint.Find(name)
            ?? throw new OperationException(ModelErrorCode.NotFound, $"The checkpoint '{checkpoint.Prefix}' has no tensor '{name}'. It belongs to another model, or to another version of this one.");
        if (entry.DataType != context.ResultType(index))
        {
            throw OperationException.InvalidArgument($"'{name}' is expected to be {context.ResultType(index).ToWord()}, and the checkpoint holds {entry.DataType.ToWord()}.");
        }

        string slice = context.InputCount > 2 ? Encoding.UTF8.GetString(context.Input(2).Texts[index].Span) : "";
        return slice.Length == 0 ? ReadWhole(context, checkpoint, entry) : ReadSlice(context, checkpoint, entry, slice);
    }

    private static Tensor ReadWhole(KernelContext context, Checkpoint checkpoint, CheckpointEntry entry)
    {
        var shape = Shape.From(entry.Shape.Dimensions.AsSpan());
        if (entry.DataType == DataType.String)
        {
            return Tensor.CreateShared(shape, checkpoint.ReadTexts(entry));
        }

        checkpoint.RequireStored(entry);
        return SharedWeights.Find(checkpoint, entry, shape, context.Resources.Budget);
    }

    private static Tensor ReadSlice(KernelContext context, Checkpoint checkpoint, CheckpointEntry entry, string text)
    {
        var (stored, slice) = ShapeAndSlice.Parse(text) ?? throw OperationException.InvalidArgument($"'{text}' is no shape and slice, such as '6 4 0,3:-'.");
        if (stored != entry.Shape)
        {
            throw OperationException.InvalidArgument($"'{entry.Key}' is expected to have the shape {stored}, and the checkpoint holds one of {entry.Shape}.");
        }

        var region = slice.In(entry.Shape) ?? throw OperationException.InvalidArgument($"The slice '{slice}' does not lie in '{entry.Key}', which has the shape {entry.Shape}.");
        var shape = Shape.From(region.Lengths);
        if (entry.DataType == DataType.String)
        {
            return Tensor.CreateShared(shape, checkpoint.ReadTexts(entry, region));
        }

        checkpoint.RequireStored(entry);
        return Tensor.CreateConstant(entry.DataType, shape, context.Resources.Budget, static (bytes, state) =>
        {
            var (from, what, part) = ((Checkpoint, CheckpointEntry, TensorRegion))state!;
            from.Read(what, part, bytes);
        }, (checkpoint, entry, region));
    }
}
