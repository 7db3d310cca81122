using System.Text;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Loading;

/// <summary>Runs an operation for its effect while a model loads, fed with paths.</summary>
internal sealed unsafe class OperationRun(TensorFlowLibrary library, SessionHandle session, List<(TF_Output Tensor, string Value)> feeds)
{
    /// <summary>Adds a path to feed.</summary>
    public void Feed(TF_Output tensor, string value) => feeds.Add((tensor, value));

    /// <summary>Runs the operation on this thread.</summary>
    /// <exception cref="TensorFlowException">It failed.</exception>
    public void Run(nint operation)
    {
        using var tensors = new TensorTable(library, feeds.Count);
        var inputs = new TF_Output[feeds.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = feeds[i].Tensor;
            tensors.Pointer[i] = Scalar(feeds[i].Value);
        }

        SessionRun.Run(library, session, inputs, tensors.Pointer, [], null, [operation]);
    }

    private TF_Tensor* Scalar(string value)
    {
        var tensor = library.Tensor.TF_AllocateTensor(DataType.String, null, 0, (nuint)sizeof(TF_TString));
        var element = (TF_TString*)library.Tensor.TF_TensorData(tensor);
        *element = default;
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        fixed (byte* bytes = utf8)
        {
            library.Tensor.TF_StringCopy(element, bytes, (nuint)utf8.Length);
        }

        return tensor;
    }
}
