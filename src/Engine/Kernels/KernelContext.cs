using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Profiling;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels;

/// <summary>What a kernel sees of the call it runs in: the values of its node, memory, threads, the wish to stop. One for each call frame; bound to node after node.</summary>
/// <param name="pool">The frame's memory.</param>
/// <param name="texts">The frame's texts.</param>
/// <param name="stop">Whether the call should end.</param>
/// <param name="workers">The threads that help.</param>
/// <param name="resources">The state of the loaded model.</param>
internal sealed class KernelContext(StoragePool pool, TextArena texts, StopSignal stop, WorkerPool workers, SessionResources resources)
{
    private readonly Stack<Tensor> _scratch = new();
    private readonly List<Stack<object>> _functionFrames = [];
    private readonly ByteBuffer _textBuffer = new();
    private NodeBinding _node = NodeBinding.None;

    /// <summary>The number of values that the node reads.</summary>
    public int InputCount => _node.Inputs.Length;

    /// <summary>The number of values that the node gives.</summary>
    public int OutputCount => _node.Outputs.Length;

    /// <summary>The memory of the call.</summary>
    public StoragePool Pool => pool;

    /// <summary>The texts that the call makes.</summary>
    public TextArena Texts => texts;

    /// <summary>Bytes to compose a text in, empty. For one kernel at a time; what is to last is copied to <see cref="Texts"/>.</summary>
    public ByteBuffer TextBuffer
    {
        get
        {
            _textBuffer.Clear();
            return _textBuffer;
        }
    }

    /// <summary>The wish to stop, for work that looks at it itself.</summary>
    public StopSignal Stop => stop;

    /// <summary>The threads that help.</summary>
    public WorkerPool Workers => workers;

    /// <summary>The state of the loaded model: variables, tables, random generators.</summary>
    public SessionResources Resources => resources;

    /// <summary>A value that the node reads.</summary>
    public Tensor Input(int index) => _node.Inputs[index];

    /// <summary>The type of a value that the node gives.</summary>
    public DataType ResultType(int index) => _node.OutputTypes[index];

    /// <summary>The place of a value that the node gives; it holds none until <see cref="Output"/>, <see cref="Forward(int, Tensor)"/> or one of their kind gave it one.</summary>
    public Tensor Result(int index) => _node.Outputs[index];

    /// <summary>Makes room for an output: numbers with undefined content, texts empty, objects null.</summary>
    public Tensor Output(int index, in Shape shape)
    {
        var output = _node.Outputs[index];
        Allocate(output, _node.OutputTypes[index], shape);
        return output;
    }

    /// <summary>Makes room for an output, in the memory of an input of the same size where nothing else needs that any more: for kernels that read each element before they write it.</summary>
    public Tensor OutputOver(int index, int input, in Shape shape)
    {
        var source = _node.Inputs[input];
        var type = _node.OutputTypes[index];
        if (_node.IsLastUse(input) && source.IsExclusive && source.Count == shape.Count && DataTypes.SizeOf(type) == DataTypes.SizeOf(source.Type) && DataTypes.SizeOf(type) > 0)
        {
            _node.Outputs[index].Share(source, type, shape);
            return _node.Outputs[index];
        }

        return Output(index, shape);
    }

    /// <summary>Whether an input's memory can be written: nothing else refers to it and no later node reads it.</summary>
    public bool IsExclusive(int input) => _node.IsLastUse(input) && _node.Inputs[input].IsExclusive;

    /// <summary>Gives an output the value of a tensor, without copying it.</summary>
    public void Forward(int index, Tensor value) => Forward(index, value, value.Shape);

    /// <summary>Gives an output the elements of a tensor under another shape, without copying them.</summary>
    public void Forward(int index, Tensor value, in Shape shape) => _node.Outputs[index].Share(value, _node.OutputTypes[index], shape);

    /// <summary>Memory for a kernel's own use, its content undefined. Valid until the kernel returns.</summary>
    public Span<T> Scratch<T>(int count)
        where T : unmanaged
    {
        var tensor = pool.RentTensor();
        tensor.Set(DataType.UInt8, Shape.Scalar, pool.RentNumbers(checked((nuint)count * (nuint)Unsafe.SizeOf<T>())));
        _scratch.Push(tensor);
        unsafe
        {
            return new Span<T>(tensor.Pointer, count);
        }
    }

    /// <summary>Gives a tensor of the pool room for a value.</summary>
    public void Allocate(Tensor tensor, DataType type, in Shape shape)
    {
        var storage = type switch
        {
            DataType.String => pool.RentTexts(shape.Count),
            DataType.Resource or DataType.Variant => pool.RentObjects(shape.Count),
            _ => pool.RentNumbers((nuint)shape.Count * (nuint)DataTypes.SizeOf(type)),
        };
        tensor.Set(type, shape, storage);
    }

    /// <summary>Shares work among threads; returns when all of it is done, or throws when the call should end.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="pieceLength">Items in a piece: some ten microseconds of work, and not dependent on the number of threads.</param>
    /// <param name="work">What to do.</param>
    public void Share<TWork>(int count, int pieceLength, ref TWork work)
        where TWork : unmanaged, IRangeWork
    {
        workers.Run(count, pieceLength, ref work, stop);
        stop.ThrowIfRaised();
    }

    /// <summary>Ends the kernel when the call should end. To be looked at in every loop that may take more than some milliseconds.</summary>
    public void ThrowIfCancelled() => stop.ThrowIfRaised();

    /// <summary>Writes down what the call does; null when nobody asked for it.</summary>
    internal CallRecorder? Recorder { get; set; }

    /// <summary>How many functions are running inside each other.</summary>
    internal int FunctionDepth { get; set; }

    /// <summary>The same for a loop over elements, some thousand of which take no time: looks at it once in a while.</summary>
    public void ThrowIfCancelledAt(int element)
    {
        if ((element & 0xFFF) == 0xFFF)
        {
            stop.ThrowIfRaised();
        }
    }

    /// <summary>The frames of a function that wait for its next run in this call; what they are is known to who runs functions.</summary>
    internal Stack<object> FunctionFrames(int function)
    {
        while (_functionFrames.Count <= function)
        {
            _functionFrames.Add(new Stack<object>());
        }

        return _functionFrames[function];
    }

    /// <summary>Turns to a node, and gives back the one before.</summary>
    internal NodeBinding Bind(NodeBinding node)
    {
        var previous = _node;
        _node = node;
        return previous;
    }

    /// <summary>Takes back the scratch memory of the kernels that ran since there was <paramref name="mark"/> of it.</summary>
    internal void ReleaseScratch(int mark)
    {
        while (_scratch.Count > mark)
        {
            pool.Return(_scratch.Pop());
        }
    }

    /// <summary>How much scratch memory is in use.</summary>
    internal int ScratchMark => _scratch.Count;
}
