namespace FacePipeline.Faces;

/// <summary>The detector is small: it also finds faces within a face, an eye and a cheek or a mouth and a nose. These are no faces of their own.</summary>
internal static class Parts
{
    /// <summary>How much of a box must lie in a larger one for it to be a part of that face.</summary>
    private const float Share = 0.8f;

    /// <summary>The faces that are no part of a larger one, in the same order.</summary>
    public static IReadOnlyList<Face> LeaveOut(IReadOnlyList<Face> faces) =>
    [
        .. faces
            .Where(face => !faces.Any(other => other.Box.Area > face.Box.Area && face.Box.AreaIn(other.Box) >= Share * face.Box.Area))
            .Select((face, i) => face with { Index = i }),
    ];
}
