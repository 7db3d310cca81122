namespace TypedModels.Engine.Text;

/// <summary>One instruction of a compiled pattern.</summary>
internal struct RegexInstruction
{
    public RegexOpcode Opcode;
    public byte Low;
    public byte High;
    public RegexAssertions Assertions;
    public int Next;
    public int Other;
}
