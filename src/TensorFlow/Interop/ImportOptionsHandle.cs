using System.Text;

namespace TypedModels.TensorFlow.Interop;

/// <summary>How a <c>GraphDef</c> is taken in.</summary>
internal sealed unsafe class ImportOptionsHandle : NativeHandle
{
    public ImportOptionsHandle(TensorFlowLibrary library)
        : base(library) => SetHandle((nint)library.Import.TF_NewImportGraphDefOptions());

    public TF_ImportGraphDefOptions* Pointer => (TF_ImportGraphDefOptions*)handle;

    public void SetDefaultDevice(string device)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(device + '\0'))
        {
            Library.Import.TF_ImportGraphDefOptionsSetDefaultDevice(Pointer, text);
        }
    }

    protected override bool ReleaseHandle()
    {
        Library.Import.TF_DeleteImportGraphDefOptions(Pointer);
        return true;
    }
}
