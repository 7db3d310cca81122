using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedModels.Formats;
using TypedModels.Formats.Serving;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Loading;

/// <summary>Makes the first calls of a model while it loads. What goes wrong there is logged and no error: the model is as usable as without.</summary>
internal sealed class WarmUpCalls(ModelSession session, IReadOnlyList<SignatureBinding> signatures, ILogger? log, CancellationToken cancellationToken)
{
    private readonly ILogger _log = log ?? NullLogger.Instance;

    /// <summary>Makes the calls that <paramref name="kind"/> asks for.</summary>
    public void Make(WarmUp kind, string folder)
    {
        string file = WarmUpRequests.PathIn(folder);
        if (kind == WarmUp.Requests && File.Exists(file))
        {
            Replay(file);
        }
        else
        {
            CallWithZeros();
        }
    }

    private void CallWithZeros()
    {
        for (int i = 0; i < signatures.Count; i++)
        {
            var contract = signatures[i].Contract;
            if (contract.StateChanges.Count == 0 && contract.AliasOf is null && SignatureSupport.IsCallable(contract))
            {
                var inputs = signatures[i].Inputs;
                Call(i, () => [.. inputs.SelectMany(input => ZeroValues.Of(input, batch: 1))]);
            }
        }
    }

    private void Replay(string file)
    {
        int number = 0;
        foreach (var request in ReadRequests(file))
        {
            number++;
            string key = request.Signature.Length == 0 ? "serving_default" : request.Signature;
            int index = signatures.ToList().FindIndex(candidate => candidate.Contract.Key == key);
            if (index < 0 || !SignatureSupport.IsCallable(signatures[index].Contract))
            {
                LoadLog.WarmUpRequestSkipped(_log, session.Info.Model, number, $"there is no signature '{key}' to call");
            }
            else if (FindProblem(signatures[index], request) is { } problem)
            {
                LoadLog.WarmUpRequestSkipped(_log, session.Info.Model, number, problem);
            }
            else
            {
                Call(index, () => Slots(signatures[index], request));
            }
        }
    }

    private IReadOnlyList<WarmUpRequest> ReadRequests(string file)
    {
        try
        {
            return WarmUpRequests.Read(file);
        }
        catch (Exception exception) when (exception is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            LoadLog.WarmUpRequestsUnreadable(_log, exception, session.Info.Model, file);
            return [];
        }
    }

    private static string? FindProblem(SignatureBinding signature, WarmUpRequest request)
    {
        foreach (var input in signature.Inputs)
        {
            bool isGiven = request.Inputs.TryGetValue(input.Contract.Key, out var given);
            bool fits = isGiven ? input.Contract.Encoding == ArgumentEncoding.Dense && given!.DataType == input.DataType : input.Default is not null;
            if (!fits)
            {
                return $"it does not give {input.Contract.Key} as {input.DataType.ToWord()} {input.Contract.Shape}";
            }
        }

        return null;
    }

    private static FixedTensor[] Slots(SignatureBinding signature, WarmUpRequest request) =>
        Array.ConvertAll(signature.Inputs, input => request.Inputs.TryGetValue(input.Contract.Key, out var given) ? DefaultValues.ToFixed(given) : input.Default!);

    private void Call(int signature, Func<FixedTensor[]> slots)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            session.Call(signature, slots(), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Values that cannot be made, a call that fails, a damaged request: none of it keeps the model from being used.
            LoadLog.WarmUpFailed(_log, exception, session.Info.Model, signatures[signature].Contract.Key);
        }
    }
}
