using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Variables;

/// <summary>Values of variables outside of them.</summary>
/// <param name="library">The library.</param>
/// <param name="held">Takes the texts that a variable still refers to in the end.</param>
/// <param name="positions">The variables' positions in the model, ascending.</param>
internal sealed unsafe class VariableTensors(TensorFlowLibrary library, HeldTensors held, int[] positions) : IDisposable
{
    private readonly TensorTable _tensors = new(library, positions.Length);
    private readonly bool[] _isText = new bool[positions.Length];

    /// <summary>The variables' positions in the model, ascending.</summary>
    public int[] Positions => positions;

    /// <summary>Where texts go that a variable still refers to in the end.</summary>
    public HeldTensors Held { get; set; } = held;

    /// <summary>The tensors, in the order of <see cref="Positions"/>.</summary>
    public TF_Tensor** Pointer => _tensors.Pointer;

    /// <summary>Makes room for a value.</summary>
    /// <param name="place">The place in <see cref="Positions"/>.</param>
    /// <param name="type">The type of the elements.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>The bytes: undefined for numbers, empty texts else.</returns>
    /// <exception cref="InsufficientMemoryException">There is none for it.</exception>
    public Span<byte> Allocate(int place, DataType type, ReadOnlySpan<long> shape)
    {
        bool isText = type == DataType.String;
        long length = checked(TensorMemory.Count(shape) * (isText ? sizeof(TF_TString) : DataTypes.SizeOf(type)));
        if (length > Array.MaxLength)
        {
            throw new InsufficientMemoryException($"{length} bytes are more than one value can have.");
        }

        var tensor = TensorMemory.Allocate(library.Tensor, type, shape, (nuint)length);
        if (tensor is null)
        {
            throw new InsufficientMemoryException($"There is no memory for {length} bytes.");
        }

        Pointer[place] = tensor;
        _isText[place] = isText;
        var bytes = new Span<byte>(library.Tensor.TF_TensorData(tensor), (int)length);
        if (isText)
        {
            bytes.Clear();
        }

        return bytes;
    }

    /// <summary>Sets one text of a value that was made room for.</summary>
    public void SetText(int place, int index, ReadOnlySpan<byte> text)
    {
        var element = (TF_TString*)library.Tensor.TF_TensorData(Pointer[place]) + index;
        if (text.Length <= TF_TString.SmallCapacity)
        {
            TF_TString.WriteSmall(element, text);
            return;
        }

        fixed (byte* bytes = text)
        {
            library.Tensor.TF_StringCopy(element, bytes, (nuint)text.Length);
        }
    }

    /// <summary>A value as it is.</summary>
    public TensorView View(int place, DataType type) => TensorView.Of(library.Tensor, Pointer[place], type);

    public void Dispose()
    {
        for (int place = 0; place < positions.Length && !_tensors.IsClosed; place++)
        {
            if (_isText[place] && library.Tensor.TF_TensorMaybeMove(Pointer[place]) is null)
            {
                Held.Add(Pointer[place]);
                Pointer[place] = null;
            }
        }

        _tensors.Dispose();
    }
}
