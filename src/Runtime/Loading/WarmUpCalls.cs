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
                var slots = signatures[i].Inputs.SelectMany(input => ZeroValues.Of(input, batch: 1)).ToArray();
                Call(i, slots);
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
            else if (Slots(signatures[index], request, out string problem) is { } slots)
            {
                Call(index, slots);
            }
            else
            {
                LoadLog.WarmUpRequestSkipped(_log, session.Info.Model, number, problem);
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

    private static FixedTensor[]? Slots(SignatureBinding signature, WarmUpRequest request, out string problem)
    {
        var slots = new List<FixedTensor>();
        foreach (var input in signature.Inputs)
        {
            var value = request.Inputs.TryGetValue(input.Contract.Key, out var given) ? DefaultValues.ToFixed(given) : input.Default;
            if (value is null || input.Contract.Encoding != ArgumentEncoding.Dense || (given is not null && given.DataType != input.DataType))
            {
                problem = $"it does not give {input.Contract.Key} as {input.DataType.ToWord()} {input.Contract.Shape}";
                return null;
            }

            slots.Add(value);
        }

        problem = "";
        return [.. slots];
    }

    private void Call(int signature, FixedTensor[] slots)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            session.Call(signature, slots, cancellationToken);
        }
        catch (Exception exception) when (exception is ModelException or TimeoutException)
        {
            LoadLog.WarmUpFailed(_log, exception, session.Info.Model, signatures[signature].Contract.Key);
        }
    }
}
