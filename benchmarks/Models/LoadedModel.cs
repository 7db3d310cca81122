using System.Diagnostics;
using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Benchmarks;

/// <summary>A model on one engine, with the inputs of one call.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly EngineSession _session;
    private readonly CallFrame _frame;
    private readonly EngineSignature _signature;
    private readonly long[][] _shapes;

    /// <summary>Loads the model and makes its first call.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="model">The model.</param>
    /// <param name="signature">The signature that is called.</param>
    /// <param name="shapes">The shape of each input.</param>
    /// <param name="options">How to load it.</param>
    public LoadedModel(ModelEngine engine, EngineModel model, int signature, long[][] shapes, ModelOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        _signature = model.Signatures[signature];
        _shapes = shapes;
        _session = engine.Open(model, options, _ => { }, CancellationToken.None);
        _frame = _session.CreateFrame(signature);
        Call(1);
        LoadTime = Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Loading and the first call.</summary>
    public TimeSpan LoadTime { get; }

    /// <summary>The first numbers of the last answer.</summary>
    public float FirstAnswer()
    {
        int slot = _signature.Outputs.ToList().FindIndex(output => output.DataType == DataType.Float);
        return slot < 0 ? 0 : MemoryMarshal.Cast<byte, float>(MemoryMarshal.CreateReadOnlySpan(in _frame.Output(slot), sizeof(float)))[0];
    }

    /// <summary>Makes calls one after the other; the time of one in microseconds.</summary>
    public double Call(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            for (int slot = 0; slot < _shapes.Length; slot++)
            {
                Write(slot);
            }

            _frame.Run(default);
            if (i < calls - 1)
            {
                _frame.Clear();
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }

    public void Dispose()
    {
        _frame.Dispose();
        _session.Dispose();
    }

    private void Write(int slot)
    {
        int count = (int)_shapes[slot].Aggregate(1L, (product, length) => product * length);
        if (_signature.Inputs[slot].DataType == DataType.String)
        {
            _frame.InputText(slot, _shapes[slot]);
            return;
        }

        // Small whole numbers in any type: pixels, tokens and measurements alike.
        int size = DataTypes.SizeOf(_signature.Inputs[slot].DataType);
        var bytes = MemoryMarshal.CreateSpan(ref _frame.Input(slot, _shapes[slot]), count * size);
        bytes.Clear();
        for (int i = 0; i < count; i++)
        {
            if (_signature.Inputs[slot].DataType == DataType.Float)
            {
                MemoryMarshal.Cast<byte, float>(bytes)[i] = i % 7;
            }
            else
            {
                bytes[i * size] = (byte)(i % 7);
            }
        }
    }
}
