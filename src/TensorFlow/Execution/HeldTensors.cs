using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>
/// Texts that a variable of the model took over. TensorFlow frees the texts of a tensor only when it is deleted by its last owner, so these are kept until the variable has let go.
/// </summary>
internal sealed unsafe class HeldTensors(TensorFlowLibrary library) : IDisposable
{
    private const int FewTensors = 2;

    private readonly List<TensorTable> _tensors = [];
    private readonly Lock _gate = new();
    private int _sweepAt = FewTensors;
    private bool _isDisposed;

    /// <summary>How many are held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _tensors.Count;
            }
        }
    }

    /// <summary>Takes a tensor over, and now and then frees those that nothing else refers to any more.</summary>
    public void Add(TF_Tensor* tensor)
    {
        var table = new TensorTable(library, 1);
        table.Pointer[0] = tensor;
        lock (_gate)
        {
            if (_isDisposed)
            {
                table.Dispose();
                return;
            }

            if (_tensors.Count >= _sweepAt)
            {
                // Only when there are twice as many as were left last time: a queue may hold thousands, which are not all looked at for each.
                _tensors.RemoveAll(IsFreed);
                _sweepAt = Math.Max(FewTensors, 2 * _tensors.Count);
            }

            _tensors.Add(table);
        }
    }

    /// <summary>Frees them all; to be called when the session is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _tensors.ForEach(table => table.Dispose());
            _tensors.Clear();
            _isDisposed = true;
        }
    }

    private bool IsFreed(TensorTable table)
    {
        if (library.Tensor.TF_TensorMaybeMove(table.Pointer[0]) is null)
        {
            return false;
        }

        table.Dispose();
        return true;
    }
}
