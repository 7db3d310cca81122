using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>Values of one type, of which the last that came is the first that goes. It lives as long as a call, in which it is used by one thread at a time.</summary>
/// <param name="type">The type of the values.</param>
/// <param name="most">The most values; below zero for any number.</param>
internal sealed class ValueStack(DataType type, int most)
{
    private readonly Stack<Tensor> _values = new();

    /// <summary>Puts a value on top.</summary>
    public void Push(KernelContext context, Tensor value)
    {
        if (value.Type != type)
        {
            throw OperationException.InvalidArgument($"Must have type {type.ToWord()} but got {value.Type.ToWord()}");
        }

        if (most >= 0 && _values.Count >= most)
        {
            throw OperationException.InvalidArgument($"Stack overflowed its max_size ({most})");
        }

        _values.Push(value.ToShared(context.Resources.Budget));
    }

    /// <summary>Takes the value on top.</summary>
    public Tensor Pop() => _values.TryPop(out var value) ? value : throw OperationException.InvalidArgument("Stack is empty when calling Pop().");

    /// <summary>Lets go of all values.</summary>
    public void Clear() => _values.Clear();
}
