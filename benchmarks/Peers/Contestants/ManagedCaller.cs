using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Benchmarks;

/// <summary>Calls the managed engine with all that belongs to a call: the inputs are copied in, the outputs are copied out.</summary>
internal sealed class ManagedCaller : Caller
{
    private readonly CallFrame _frame;
    private readonly ModelCase _model;
    private readonly long[][] _shapes;
    private readonly byte[][] _outputs;
    private readonly TextElements[] _texts;

    public ManagedCaller(CallFrame frame, ModelCase model)
    {
        _frame = frame;
        _model = model;
        _shapes = [.. model.Outputs.Select(_ => Array.Empty<long>())];
        _outputs = [.. model.Outputs.Select(_ => Array.Empty<byte>())];
        _texts = [.. model.Outputs.Select(_ => new TextElements())];
    }

    public override void Call(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            for (int slot = 0; slot < _model.Inputs.Count; slot++)
            {
                var input = _model.Inputs[slot];
                ref byte first = ref _frame.Input(slot, input.Shape);
                input.Elements.CopyTo(MemoryMarshal.CreateSpan(ref first, input.Elements.Length));
            }

            _frame.Run(default);
            for (int slot = 0; slot < _outputs.Length; slot++)
            {
                Read(slot);
            }

            _frame.Clear();
        }
    }

    public override OutputValue Output(int index) =>
        new([.. _shapes[index]], _model.Outputs[index].DataType == DataType.String ? _texts[index].Written.ToArray() : [.. _outputs[index]]);

    public override void Dispose() => _frame.Dispose();

    private void Read(int slot)
    {
        var shape = _frame.OutputShape(slot);
        if (!shape.SequenceEqual(_shapes[slot]))
        {
            _shapes[slot] = shape.ToArray();
            _outputs[slot] = new byte[OutputValue.SizeOf(shape, _model.Outputs[slot].DataType)];
        }

        if (_model.Outputs[slot].DataType == DataType.String)
        {
            ReadTexts(slot, OutputValue.CountOf(shape));
            return;
        }

        byte[] output = _outputs[slot];
        if (output.Length > 0)
        {
            MemoryMarshal.CreateReadOnlySpan(in _frame.Output(slot), output.Length).CopyTo(output);
        }
    }

    private void ReadTexts(int slot, int count)
    {
        var texts = _texts[slot];
        texts.Clear();
        for (int i = 0; i < count; i++)
        {
            texts.Add(_frame.OutputText(slot, i));
        }
    }
}
