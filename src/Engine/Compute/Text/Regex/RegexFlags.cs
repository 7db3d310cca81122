namespace TypedModels.Engine.Text;

/// <summary>How the part of a pattern that follows is read: what <c>(?imsU)</c> sets.</summary>
[Flags]
internal enum RegexFlags
{
    None = 0,

    /// <summary><c>i</c>: letters stand for all their cases.</summary>
    FoldCase = 1,

    /// <summary><c>m</c>: <c>^</c> and <c>$</c> also match at line ends.</summary>
    MultiLine = 2,

    /// <summary><c>s</c>: <c>.</c> also matches a line feed.</summary>
    DotMatchesNewLine = 4,

    /// <summary><c>U</c>: <c>x*</c> and <c>x*?</c> swap their meanings.</summary>
    NonGreedy = 8,
}
