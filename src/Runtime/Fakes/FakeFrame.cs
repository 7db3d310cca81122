using TypedModels.Engines;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Fakes;

/// <summary>A frame whose call is answered by a delegate.</summary>
internal sealed class FakeFrame(SignatureBinding binding, Action<FakeCall>? answer) : CallFrame
{
    private readonly int[] _elementSizes = ElementSizes(binding.Inputs);
    private readonly FakeValues _inputs = new(ElementSizes(binding.Inputs).Length);
    private readonly FakeValues _outputs = new(ElementSizes(binding.Outputs).Length);

    public override ref byte Input(int slot, ReadOnlySpan<long> shape) => ref _inputs.Set(slot, shape, _elementSizes[slot]);

    public override void InputText(int slot, ReadOnlySpan<long> shape) => _inputs.SetTexts(slot, shape);

    public override void SetText(int slot, nint index, ReadOnlySpan<byte> bytes) => _inputs.SetText(slot, index, bytes);

    public override void Run(in CallLimits limits)
    {
        if (answer is null)
        {
            throw new InvalidOperationException($"{binding.Wrapper}.Fake was given no answer for the signature '{binding.Contract.Key}'.");
        }

        var call = new FakeCall(binding, _inputs, _outputs);
        answer(call);
        call.CheckComplete();
        limits.Token.ThrowIfCancellationRequested();
    }

    public override ReadOnlySpan<long> OutputShape(int slot) => _outputs.OutputShape(slot);

    public override ref readonly byte Output(int slot) => ref _outputs.Output(slot);

    public override ReadOnlySpan<byte> OutputText(int slot, nint index) => _outputs.OutputText(slot, index);

    public override void Clear()
    {
    }

    public override void Dispose()
    {
    }

    /// <summary>The size of an element for each slot of <paramref name="arguments"/>; 0 for text.</summary>
    private static int[] ElementSizes(ArgumentBinding[] arguments)
    {
        var sizes = new List<int>();
        foreach (var argument in arguments)
        {
            sizes.Add(argument.ElementSize);
            int splits = argument.Contract.RowSplitsType == DataType.Int32 ? sizeof(int) : sizeof(long);
            sizes.AddRange(Enumerable.Repeat(splits, ArgumentBinding.SlotsOf(argument.Contract) - 1));
        }

        return [.. sizes];
    }
}
