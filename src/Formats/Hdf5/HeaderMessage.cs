namespace TypedModels.Formats.Hdf5;

/// <summary>One message of an object's header.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Flags">How it is stored.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Address">Where its bytes start in the file.</param>
internal readonly record struct HeaderMessage(MessageType Type, int Flags, ReadOnlyMemory<byte> Body, long Address)
{
    private const int SharedFlag = 2;

    /// <summary>Whether the body only says where the message is.</summary>
    public bool IsShared => (Flags & SharedFlag) != 0;
}
