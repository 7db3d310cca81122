using Microsoft.CodeAnalysis.Text;

namespace TypedModels.Generator.Model;

/// <summary>Where the things are that a diagnostic about a host can point at. Apart from <see cref="HostModel"/>: every edit above the class moves them.</summary>
internal sealed record HostLocations
{
    /// <summary>The host's <see cref="HostModel.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The attribute's path.</summary>
    public required LocationModel Path { get; init; }

    /// <summary>The attribute's tags, or its path when it has none.</summary>
    public required LocationModel Tags { get; init; }

    /// <summary>The class's name.</summary>
    public required LocationModel Name { get; init; }

    /// <summary>The names of the types around it, outermost first.</summary>
    public ValueList<LocationModel> Containers { get; init; }

    /// <summary>The last argument of each <c>[TfName]</c>, the name in C#.</summary>
    public ValueList<LocationModel> Names { get; init; }

    /// <summary>The place of <paramref name="anchor"/>.</summary>
    public LocationModel Find(AnchorModel anchor) => anchor.Kind switch
    {
        AnchorKind.Tags => Tags,
        AnchorKind.ClassName => Name,
        AnchorKind.Container => Containers[anchor.Index],
        AnchorKind.Name => Names[anchor.Index],
        _ => Path,
    };
}

/// <summary>A place in the source. The tree itself would keep a whole compilation alive and make equality die on every edit.</summary>
/// <param name="FilePath">The file.</param>
/// <param name="Span">The place in it.</param>
internal readonly record struct LocationModel(string FilePath, TextSpan Span);
