using Microsoft.Extensions.Logging;

namespace TypedModels.Runtime.Loading;

/// <summary>What loading has to say that is no error.</summary>
internal static partial class LoadLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Model}: the model on disk differs from the one compiled against, compatibly: {Differences}")]
    public static partial void CompatibleDrift(ILogger log, string model, IReadOnlyList<ContractDifference> differences);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Model}: the warm-up call of signature '{Signature}' failed")]
    public static partial void WarmUpFailed(ILogger log, Exception exception, string model, string signature);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Model}: the warm-up request {Number} was passed over: {Reason}")]
    public static partial void WarmUpRequestSkipped(ILogger log, string model, int number, string reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "{Model}: the warm-up requests in {File} cannot be read")]
    public static partial void WarmUpRequestsUnreadable(ILogger log, Exception exception, string model, string file);
}
