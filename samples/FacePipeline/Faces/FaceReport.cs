using TypedModels;

namespace FacePipeline.Faces;

/// <summary>Everything the pipeline found out about one picture.</summary>
internal sealed record FaceReport
{
    public required Picture Picture { get; init; }

    /// <summary>The picture's width as the detector decoded it, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The picture's height as the detector decoded it, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The faces, the best score first.</summary>
    public required IReadOnlyList<Face> Faces { get; init; }

    /// <summary>The number of boxes that lay within a larger one; see <see cref="Parts"/>.</summary>
    public required int PartsLeftOut { get; init; }

    public required Similarities Similarities { get; init; }

    /// <summary>The models in the order in which they were used.</summary>
    public required IReadOnlyList<ModelInfo> Models { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The score that a face had to reach.</summary>
    public required float Threshold { get; init; }

    /// <summary>The number of faces in words.</summary>
    public string CountOfFaces => Faces.Count switch
    {
        0 => "no faces",
        1 => "1 face",
        int count => $"{count} faces",
    };
}
