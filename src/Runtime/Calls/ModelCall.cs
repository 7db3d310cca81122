using System.ComponentModel;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime;

/// <summary>One call of a signature, for generated code: arguments in, run, results out. Arguments are checked and copied as they are given.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref partial struct ModelCall : IDisposable
{
    private readonly CallLease _lease;
    private readonly int _version;

    internal ModelCall(CallLease lease)
    {
        _lease = lease;
        _version = lease.Version;
    }

    /// <summary>The results of <see cref="Run"/>, valid until the call is disposed.</summary>
    public ModelResults Results => new(_lease.Binding, _lease.Binding.Outputs, _lease.Frame);

    /// <summary>Runs the signature on the caller's thread; where a token or deadline limits the call and the engine cannot stop it, on a thread of its own, so that the caller is released in time.</summary>
    /// <exception cref="ModelRunException">The call failed inside the model.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    /// <exception cref="TimeoutException">The model's deadline passed.</exception>
    public void Run()
    {
        Complete();
        _lease.Session.Run(_lease);
    }

    /// <summary>Runs the signature off the caller's thread. The call passes into its hands: disposing this value is without effect from then on.</summary>
    /// <param name="read">Makes the result out of the call's results.</param>
    public Task<TResult> RunAsync<TResult>(Func<ModelResults, TResult> read)
    {
        Complete();
        return _lease.Session.RunAsync(_lease, read);
    }

    /// <summary>Ends the call, unless it was handed on.</summary>
    public void Dispose()
    {
        if (_lease.Version == _version)
        {
            _lease.End();
        }
    }

    /// <summary>Makes sure that every input is there.</summary>
    private void Complete()
    {
        if (_lease.InputsGiven != _lease.Binding.Inputs.Length)
        {
            throw new InvalidOperationException(
                $"{_lease.Binding.Wrapper}.{_lease.Method}: {_lease.InputsGiven} of {_lease.Binding.Inputs.Length} inputs were given. The generated code does not fit this version of TypedModels: rebuild the project.");
        }

        foreach (var input in _lease.Binding.Added)
        {
            input.Default!.FeedTo(_lease.Frame, input.FirstSlot, input.DataType);
        }
    }
}
