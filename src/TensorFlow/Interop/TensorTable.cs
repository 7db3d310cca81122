using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Interop;

/// <summary>A native array of tensors, as runs take them: whatever is in it when it is freed is freed with it.</summary>
internal sealed unsafe class TensorTable : NativeHandle
{
    private readonly int _count;

    public TensorTable(TensorFlowLibrary library, int count)
        : base(library)
    {
        _count = count;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)Math.Max(count, 1), (nuint)sizeof(TF_Tensor*)));
    }

    public TF_Tensor** Pointer => (TF_Tensor**)handle;

    /// <summary>Frees the tensors from <paramref name="start"/> on and leaves null in their places.</summary>
    public void Clear(int start)
    {
        var tensors = Pointer;
        for (int i = start; i < _count; i++)
        {
            Delete(ref tensors[i]);
        }
    }

    /// <summary>Frees the tensor in <paramref name="place"/>, if there is one, and leaves null there.</summary>
    public void Delete(ref TF_Tensor* place)
    {
        var tensor = place;
        place = null;
        if (tensor is not null)
        {
            Library.Tensor.TF_DeleteTensor(tensor);
        }
    }

    protected override bool ReleaseHandle()
    {
        Clear(0);
        NativeMemory.Free(Pointer);
        return true;
    }
}
