using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>A face cut out of the picture: a window on the one image of the page, not a copy of it.</summary>
internal static class FaceCrop
{
    /// <summary>A crop that says what it shows.</summary>
    public static string Of(Face face) => $"""<svg class="crop" viewBox="{ViewBox(face)}" role="img" aria-label="Face {face.Number}"><use href="#picture"/></svg>""";

    /// <summary>A crop beside a text that names the face already.</summary>
    public static string Decoration(Face face) => $"""<svg class="crop" viewBox="{ViewBox(face)}" aria-hidden="true"><use href="#picture"/></svg>""";

    private static string ViewBox(Face face) => $"{Number(face.Box.Left)} {Number(face.Box.Top)} {Number(face.Box.Width)} {Number(face.Box.Height)}";
}
