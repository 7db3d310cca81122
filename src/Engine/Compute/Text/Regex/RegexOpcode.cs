namespace TypedModels.Engine.Text;

/// <summary>What an instruction of a compiled pattern does.</summary>
internal enum RegexOpcode : byte
{
    /// <summary>Nothing matches from here.</summary>
    Fail,

    /// <summary>The text so far matches.</summary>
    Match,

    /// <summary>Takes one byte from Low to High.</summary>
    Byte,

    /// <summary>Goes on at Next, or, less preferred, at Other.</summary>
    Fork,

    /// <summary>Goes on where the assertions hold.</summary>
    Assert,

    /// <summary>Notes the position in the slot Other.</summary>
    Capture,
}
