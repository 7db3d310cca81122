using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Tests.Support;

/// <summary>A frame in managed memory whose run is the test's own code. Memory is kept as long as its size fits, as engines do.</summary>
internal sealed class ScriptedFrame(ScriptedSession session, IEnumerable<DataType> inputs, IEnumerable<DataType> outputs) : CallFrame
{
    private readonly Slot[] _inputs = [.. inputs.Select(type => new Slot(DataTypes.SizeOf(type)))];
    private readonly Slot[] _outputs = [.. outputs.Select(type => new Slot(DataTypes.SizeOf(type)))];
    private int _isInUse;

    public bool IsDisposed { get; private set; }

    public override ref byte Input(int slot, ReadOnlySpan<long> shape) => ref _inputs[slot].Set(shape);

    public override void InputText(int slot, ReadOnlySpan<long> shape) => _inputs[slot].SetTexts(shape);

    public override void SetText(int slot, nint index, ReadOnlySpan<byte> bytes) => _inputs[slot].Texts[index] = bytes.ToArray();

    public override void Run(in CallLimits limits)
    {
        Assert.False(IsDisposed, "A disposed frame was run.");
        Assert.True(Interlocked.Exchange(ref _isInUse, 1) == 0, "A frame was run by two threads at once.");
        try
        {
            session.OnRun(this, limits);
        }
        finally
        {
            Volatile.Write(ref _isInUse, 0);
        }
    }

    public override ReadOnlySpan<long> OutputShape(int slot) => _outputs[slot].Shape;

    public override ref readonly byte Output(int slot) => ref MemoryMarshal.GetArrayDataReference(_outputs[slot].Bytes);

    public override ReadOnlySpan<byte> OutputText(int slot, nint index) => _outputs[slot].Texts[index];

    public override void Clear()
    {
        Assert.False(IsDisposed, "A disposed frame was cleared.");
        session.CountClearedFrame();
    }

    public override void Dispose()
    {
        Assert.False(IsDisposed, "A frame was disposed twice.");
        IsDisposed = true;
        session.CountDisposedFrame();
    }

    /// <summary>What was given: the shape.</summary>
    public long[] InputShape(int slot) => _inputs[slot].Shape.ToArray();

    /// <summary>What was given: the elements.</summary>
    public T[] Given<T>(int slot)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_inputs[slot].Elements).ToArray();

    /// <summary>What was given: the texts.</summary>
    public string[] GivenTexts(int slot) => Array.ConvertAll(_inputs[slot].Texts, System.Text.Encoding.UTF8.GetString);

    /// <summary>Answers with numbers.</summary>
    public void Answer<T>(int slot, long[] shape, params ReadOnlySpan<T> elements)
        where T : unmanaged => MemoryMarshal.AsBytes(elements).CopyTo(MemoryMarshal.CreateSpan(ref _outputs[slot].Set(shape), elements.Length * Marshal.SizeOf<T>()));

    /// <summary>Answers with texts.</summary>
    public void AnswerTexts(int slot, long[] shape, params byte[][] texts)
    {
        _outputs[slot].SetTexts(shape);
        texts.CopyTo(_outputs[slot].Texts, 0);
    }

    /// <summary>Answers each output with the input of its position.</summary>
    public void Echo()
    {
        for (int slot = 0; slot < _outputs.Length; slot++)
        {
            if (_inputs[slot].Texts.Length > 0)
            {
                _outputs[slot].SetTexts(_inputs[slot].Shape);
                _inputs[slot].Texts.CopyTo(_outputs[slot].Texts, 0);
            }
            else
            {
                _outputs[slot].Set(_inputs[slot].Shape);
                _inputs[slot].Elements.CopyTo(_outputs[slot].Bytes);
            }
        }
    }

    private sealed class Slot(int elementSize)
    {
        private long[] _shape = [];

        public ReadOnlySpan<long> Shape => _shape;

        public byte[] Bytes { get; private set; } = new byte[64];

        public byte[][] Texts { get; private set; } = [];

        public ReadOnlySpan<byte> Elements => Bytes.AsSpan(0, checked((int)Count(_shape) * elementSize));

        public ref byte Set(ReadOnlySpan<long> shape)
        {
            if (!shape.SequenceEqual(_shape))
            {
                _shape = shape.ToArray();
                Bytes = new byte[Math.Max(64, checked(Count(shape) * elementSize))];
            }

            return ref MemoryMarshal.GetArrayDataReference(Bytes);
        }

        public void SetTexts(ReadOnlySpan<long> shape)
        {
            _shape = shape.ToArray();
            Texts = new byte[Count(shape)][];
            Array.Fill(Texts, []);
        }

        private static long Count(ReadOnlySpan<long> shape)
        {
            long count = 1;
            foreach (long length in shape)
            {
                count = checked(count * length);
            }

            return count;
        }
    }
}
