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

    /// <summary>Lets nodes read, wait for and be placed beside an operation that is in the graph already, under its name there.</summary>
    public void Use(string name, TF_Operation* operation)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            Library.Import.TF_ImportGraphDefOptionsAddInputMapping(Pointer, text, 0, new TF_Output { oper = operation });
            Library.Import.TF_ImportGraphDefOptionsRemapControlDependency(Pointer, text, operation);
        }

        if (Library.Import.TF_ImportGraphDefOptionsSetValidateColocationConstraints is not null)
        {
            Library.Import.TF_ImportGraphDefOptionsSetValidateColocationConstraints(Pointer, 0);
        }
    }

    protected override bool ReleaseHandle()
    {
        Library.Import.TF_DeleteImportGraphDefOptions(Pointer);
        return true;
    }
}
