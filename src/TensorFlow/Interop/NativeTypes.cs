using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Interop;

// The names are those of tensorflow/c/c_api.h. The empty ones stand behind pointers only.
internal struct TF_Status;

internal struct TF_Graph;

internal struct TF_Operation;

internal struct TF_Function;

internal struct TF_ImportGraphDefOptions;

internal struct TF_SessionOptions;

internal struct TF_Session;

internal struct TF_Tensor;

/// <summary>One output of an operation; some functions take it by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TF_Output
{
    public TF_Operation* oper;
    public int index;
}

/// <summary>Bytes of either side. One over our own memory needs no deallocator where TensorFlow only reads it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TF_Buffer
{
    public void* data;
    public nuint length;
    public delegate* unmanaged[Cdecl]<void*, nuint, void> data_deallocator;
}
