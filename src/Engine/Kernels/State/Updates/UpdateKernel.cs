using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>
/// Changes the value of the variable that is input 0: others see it as it was before or as it is after, never between. An operation of TensorFlow 1 hands the variable on.
/// </summary>
internal abstract class UpdateKernel : Kernel
{
    public sealed override void Run(KernelContext context)
    {
        var handle = context.Input(0);
        var variable = Handles.Of<Variable>(handle);
        lock (variable.Writing)
        {
            var before = variable.Read();
            Check(context, before);
            variable.Value = before.Type == DataType.String ? ChangeTexts(context, before) : Change(context, before);
        }

        if (context.OutputCount > 0)
        {
            context.Forward(0, handle);
        }
    }

    /// <summary>Refuses inputs that do not fit the value.</summary>
    protected abstract void Check(KernelContext context, Tensor before);

    /// <summary>Changes a copy of the value.</summary>
    protected abstract void Apply(KernelContext context, Tensor before, Span<byte> elements);

    /// <summary>Changes a copy of a value of text.</summary>
    protected virtual void ApplyTexts(KernelContext context, Tensor before, Span<ReadOnlyMemory<byte>> texts) =>
        throw OperationException.Unimplemented("A variable of text cannot be changed in this way.");

    /// <summary>Refuses an update of another type than the value's.</summary>
    protected static void RequireType(Tensor before, Tensor update)
    {
        if (update.Type != before.Type)
        {
            throw OperationException.InvalidArgument($"A variable of {before.Type.ToWord()} cannot be changed by a value of {update.Type.ToWord()}.");
        }
    }

    private Tensor Change(KernelContext context, Tensor before) => Tensor.CreateShared(
        before.Type,
        before.Shape,
        context.Resources.Budget,
        (bytes, _) =>
        {
            before.Bytes.CopyTo(bytes);
            Apply(context, before, bytes);
        });

    private Tensor ChangeTexts(KernelContext context, Tensor before)
    {
        var texts = before.Texts.ToArray();
        ApplyTexts(context, before, texts);
        return Tensor.CreateShared(before.Shape, texts);
    }
}
