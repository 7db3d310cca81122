using System.Security.Cryptography;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.TensorFlow.Loading;

namespace TypedModels.TensorFlow.Sharing;

/// <summary>What two loads must have in common to use one session: the graph, the values of its variables, and the options that a session is made with.</summary>
internal sealed class SharingKey : IEquatable<SharingKey>
{
    private readonly object[] _parts;

    private SharingKey(IEnumerable<object> parts) => _parts = [.. parts];

    /// <summary>The key of a load; null when nothing else may use its session, since calls leave something behind, or since what it reads cannot be told from other files.</summary>
    public static SharingKey? Of(EngineModel model, ModelOptions options)
    {
        try
        {
            return model.Values.All(value => value.Data.Identity is not null) && StatelessOperations.AreAll(new GraphDocument(model.GraphDef), new ModelTargets(model))
                ? new SharingKey(Parts(model, options))
                : null;
        }
        catch (Exception e) when (e is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            // The load itself says what is wrong with the graph or the files.
            return null;
        }
    }

    public bool Equals(SharingKey? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => Equals(obj as SharingKey);

    public override int GetHashCode() => _parts.Aggregate(0, HashCode.Combine);

    private static IEnumerable<object> Parts(EngineModel model, ModelOptions options) =>
    [
        Convert.ToHexString(SHA256.HashData(model.GraphDef.Span)),
        options.Device ?? "",
        options.SoftPlacement,
        (object?)model.Restore ?? "",
        .. LoadFiles.CheckpointFiles(model).Select(Identity),
        model.Variables.Count,
        .. model.Variables,
        .. model.Values.SelectMany(value => new[] { value.Variable, value.Data.Identity! }),
        model.Initialisers.Count,
        .. model.Initialisers,
        .. model.Assets,
        .. model.Assets.Select(asset => Identity(new FileInfo(asset.Path))),
    ];

    private static object Identity(FileInfo file) => (file.FullName, file.Length, file.LastWriteTimeUtc);
}
