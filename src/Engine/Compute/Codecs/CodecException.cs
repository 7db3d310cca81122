namespace TypedModels.Engine.Compute.Codecs;

/// <summary>A picture or a sound that cannot be read or written: the message says what was expected and what came. The only exception of the codecs besides cancellation.</summary>
internal sealed class CodecException : Exception
{
    /// <summary>The reason, a sentence.</summary>
    public CodecException(string message) : base(message)
    {
    }

    /// <summary>The reason, and the exception of the decompressor behind it.</summary>
    public CodecException(string message, Exception inner) : base(message, inner)
    {
    }
}
