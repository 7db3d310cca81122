using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>The state of a <c>tf.random.Generator</c>: a variable of int64 that holds the counter's two halves and the key.</summary>
internal static class RandomState
{
    private const int Low = 0;
    private const int High = 1;
    private const int Key = 2;
    private const int Length = 3;

    // As far as each random result moves the counter on, whatever it takes in fact.
    private const ulong BlocksPerResult = 256;

    /// <summary>Takes the generator out of the variable that is input 0, and moves the variable on by as many results.</summary>
    /// <returns>The generator, and the variable's value before.</returns>
    public static (Philox Generator, Tensor Before) Take(KernelContext context, long results)
    {
        var variable = Handles.Of<Variable>(context.Input(0));
        lock (variable.Writing)
        {
            var state = variable.Read();
            if (state.Type != DataType.Int64 || state.Rank != 1)
            {
                throw OperationException.InvalidArgument($"The state of a random generator is a vector of int64, not {state}.");
            }

            if (state.Count < Length)
            {
                throw OperationException.InvalidArgument($"For the Philox algorithm, the size of state must be at least {Length}; got {state.Count}");
            }

            long[] numbers = state.Span<long>().ToArray();
            var generator = new Philox((ulong)numbers[Key], (ulong)numbers[Low], (ulong)numbers[High]);
            var moved = generator;
            moved.Skip((ulong)results * BlocksPerResult);
            numbers[Low] = (long)moved.Low;
            numbers[High] = (long)moved.High;
            variable.Value = Tensor.CreateShared<long>(DataType.Int64, state.Shape, numbers, context.Resources.Budget);
            return (generator, state);
        }
    }
}
