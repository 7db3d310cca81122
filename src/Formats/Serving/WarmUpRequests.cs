using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Serving;

/// <summary>The requests that a model's author recorded for TensorFlow Serving to warm it up with: a TFRecord file of <c>tensorflow.serving.PredictionLog</c>.</summary>
internal static class WarmUpRequests
{
    /// <summary>The most requests that are read, as TensorFlow Serving.</summary>
    public const int Most = 1000;

    /// <summary>Where the requests of the model in <paramref name="folder"/> lie.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "assets.extra", "tf_serving_warmup_requests");

    /// <summary>Reads the predict requests of <paramref name="file"/>; those of other kinds (classify, regress …) are passed over.</summary>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static IReadOnlyList<WarmUpRequest> Read(string file)
    {
        try
        {
            return [.. RecordFile.Read(File.ReadAllBytes(file)).Take(Most).Select(ReadLog).OfType<WarmUpRequest>()];
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(file);
        }
    }

    // PredictionLog: predict_log = 6, a PredictLog with request = 1.
    private static WarmUpRequest? ReadLog(ReadOnlyMemory<byte> bytes)
    {
        var request = new MergedMessage();
        var reader = new WireReader(bytes, "PredictionLog");
        while (reader.Next())
        {
            if (reader is not { Field: 6, Type: WireType.Bytes })
            {
                reader.Skip();
                continue;
            }

            for (var log = reader.Message("PredictLog"); log.Next();)
            {
                if (log is { Field: 1, Type: WireType.Bytes })
                {
                    request.Add(log.Bytes());
                }
                else
                {
                    log.Skip();
                }
            }
        }

        return request.IsPresent ? new WarmUpRequest(request.ToMemory(), depth: 2) : null;
    }
}
