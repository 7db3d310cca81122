namespace TypedModels.Formats.Transforms;

/// <summary>The loops and branches that TensorFlow 1 builds of single operations.</summary>
internal static class Frames
{
    /// <summary>The attribute by which the operations that enter a loop find each other.</summary>
    public const string NameAttribute = "frame_name";

    /// <summary>The operations that begin a loop or a branch.</summary>
    public static readonly string[] Openings = ["Enter", "RefEnter", "Switch", "RefSwitch"];

    /// <summary>Whether the operation enters a loop.</summary>
    public static bool IsEnter(string operation) => operation is "Enter" or "RefEnter";
}
