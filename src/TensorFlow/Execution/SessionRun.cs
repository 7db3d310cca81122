using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>A run beside the calls: it loads the model, or sets or reads its variables. On the caller's thread.</summary>
internal static unsafe class SessionRun
{
    /// <param name="library">The library.</param>
    /// <param name="session">Where to run.</param>
    /// <param name="fed">The tensors that are fed.</param>
    /// <param name="inputs">Their values.</param>
    /// <param name="fetched">The tensors that are fetched.</param>
    /// <param name="outputs">Takes their values.</param>
    /// <param name="targets">The operations that run for their effect.</param>
    /// <exception cref="TensorFlowException">The run failed; there are no outputs.</exception>
    public static void Run(
        TensorFlowLibrary library, SessionHandle session, ReadOnlySpan<TF_Output> fed, TF_Tensor** inputs, ReadOnlySpan<TF_Output> fetched, TF_Tensor** outputs, ReadOnlySpan<nint> targets)
    {
        using var status = new StatusHandle(library);
        fixed (byte* bytes = RunOptions.OnCallersThread)
        fixed (TF_Output* feeds = fed, fetches = fetched)
        fixed (nint* operations = targets)
        {
            var options = RunOptions.Buffer(bytes, RunOptions.OnCallersThread.Length);
            library.Session.TF_SessionRun(
                session.Pointer, &options, feeds, inputs, fed.Length, fetches, outputs, fetched.Length, (TF_Operation**)operations, targets.Length, null, status.Pointer);
        }

        status.ThrowOnError();
        GC.KeepAlive(session);
    }
}
