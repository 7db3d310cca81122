using System.Runtime.InteropServices;

namespace TypedModels.Benchmarks;

/// <summary>The bare loop around ONNX Runtime's <c>Run</c>: inputs and outputs stay where they are, since the outputs of the first call are given to all others to write over.</summary>
internal sealed unsafe class OnnxCaller : Caller
{
    private const nuint Alignment = 64;
    private const int DeviceAllocator = 0, DefaultMemory = 0;

    private readonly OnnxSession _session;
    private readonly ModelCase _model;
    private readonly byte** _inputNames;
    private readonly byte** _outputNames;
    private readonly OrtValue** _inputs;
    private readonly OrtValue** _outputs;
    private readonly void** _elements;

    public OnnxCaller(OnnxSession session, ModelCase model)
    {
        _session = session;
        _model = model;
        _inputNames = (byte**)Table(model.Inputs.Count);
        _outputNames = (byte**)Table(model.Outputs.Count);
        _inputs = (OrtValue**)Table(model.Inputs.Count);
        _outputs = (OrtValue**)Table(model.Outputs.Count);
        _elements = (void**)Table(model.Inputs.Count);
        OrtMemoryInfo* memory;
        session.Library.Check(session.Library.Functions.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, &memory));
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            _inputNames[i] = (byte*)Marshal.StringToCoTaskMemUTF8(model.Inputs[i].Name);
            _elements[i] = NativeMemory.AlignedAlloc((nuint)Math.Max(1, model.Inputs[i].Elements.Length), Alignment);
            _inputs[i] = Create(memory, model.Inputs[i], _elements[i]);
        }

        session.Library.Functions.ReleaseMemoryInfo(memory);
        for (int i = 0; i < model.Outputs.Count; i++)
        {
            _outputNames[i] = (byte*)Marshal.StringToCoTaskMemUTF8(model.Outputs[i].Name);
        }
    }

    public override void Call(int calls)
    {
        var run = _session.Library.Functions.Run;
        var session = _session.Pointer;
        var (inputs, outputs) = ((nuint)_model.Inputs.Count, (nuint)_model.Outputs.Count);
        for (int call = 0; call < calls; call++)
        {
            var status = run(session, null, _inputNames, _inputs, inputs, _outputNames, outputs, _outputs);
            if (status is not null)
            {
                _session.Library.Check(status);
            }
        }
    }

    public override OutputValue Output(int index)
    {
        var (library, functions) = (_session.Library, _session.Library.Functions);
        OrtTensorTypeAndShapeInfo* info;
        library.Check(functions.GetTensorTypeAndShape(_outputs[index], &info));
        nuint rank;
        library.Check(functions.GetDimensionsCount(info, &rank));
        var shape = new long[rank];
        fixed (long* lengths = shape)
        {
            library.Check(functions.GetDimensions(info, lengths, rank));
        }

        functions.ReleaseTensorTypeAndShapeInfo(info);
        if (_model.Outputs[index].DataType == DataType.String)
        {
            return new OutputValue(shape, Texts(_outputs[index], OutputValue.CountOf(shape)));
        }

        void* elements;
        library.Check(functions.GetTensorMutableData(_outputs[index], &elements));
        return new OutputValue(shape, new Span<byte>(elements, OutputValue.SizeOf(shape, _model.Outputs[index].DataType)).ToArray());
    }

    public override void Dispose()
    {
        for (int i = 0; i < _model.Inputs.Count; i++)
        {
            _session.Library.Functions.ReleaseValue(_inputs[i]);
            NativeMemory.AlignedFree(_elements[i]);
            Marshal.FreeCoTaskMem((nint)_inputNames[i]);
        }

        for (int i = 0; i < _model.Outputs.Count; i++)
        {
            _session.Library.Functions.ReleaseValue(_outputs[i]);
            Marshal.FreeCoTaskMem((nint)_outputNames[i]);
        }

        NativeMemory.Free(_inputNames);
        NativeMemory.Free(_outputNames);
        NativeMemory.Free(_inputs);
        NativeMemory.Free(_outputs);
        NativeMemory.Free(_elements);
    }

    private static void* Table(int count) => NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(void*));

    private byte[] Texts(OrtValue* value, int count)
    {
        nuint size;
        _session.Library.Check(_session.Library.Functions.GetStringTensorDataLength(value, &size));
        var (all, starts) = (new byte[size], new nuint[count + 1]);
        fixed (byte* bytes = all)
        fixed (nuint* offsets = starts)
        {
            _session.Library.Check(_session.Library.Functions.GetStringTensorContent(value, bytes, size, offsets, (nuint)count));
        }

        starts[count] = size;
        var texts = new TextElements();
        for (int i = 0; i < count; i++)
        {
            texts.Add(all.AsSpan((int)starts[i], (int)(starts[i + 1] - starts[i])));
        }

        return texts.Written.ToArray();
    }

    private OrtValue* Create(OrtMemoryInfo* memory, CaseInput input, void* elements)
    {
        input.Elements.CopyTo(new Span<byte>(elements, input.Elements.Length));
        OrtValue* value;
        fixed (long* shape = input.Shape)
        {
            _session.Library.Check(_session.Library.Functions.CreateTensorWithDataAsOrtValue(
                memory, elements, (nuint)input.Elements.Length, shape, (nuint)input.Shape.Length, OnnxElementTypes.NumberOf(input.DataType), &value));
        }

        return value;
    }
}
