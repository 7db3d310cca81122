using System.Text.Json;

namespace TypedModels.Engine.Tests.Operations;

/// <summary>
/// One run of one operation on TensorFlow 2.16.2: <c>{"op", "what", "attributes", "inputs", "outputs"}</c> or <c>{…, "error": [code, message]}</c>. Attributes are a serialised
/// <c>NameAttrList</c> in base64, inferred ones included; an input is a value or a list of values. <c>what</c> says in words what the attributes are.
/// </summary>
internal sealed record RecordedOperation(string Operation, string What, byte[] Attributes, IReadOnlyList<RecordedValue> Inputs, IReadOnlyList<RecordedValue> Outputs, ModelErrorCode Error, string? Message)
{
    public static RecordedOperation Read(JsonElement line)
    {
        bool fails = line.TryGetProperty("error", out var error);
        return new RecordedOperation(
            line.GetProperty("op").GetString()!,
            line.GetProperty("what").GetString()!,
            line.GetProperty("attributes").GetBytesFromBase64(),
            [.. line.GetProperty("inputs").EnumerateArray().Select(RecordedValue.Read)],
            fails ? [] : [.. line.GetProperty("outputs").EnumerateArray().Select(RecordedValue.Read)],
            fails ? (ModelErrorCode)error[0].GetInt32() : ModelErrorCode.Ok,
            fails ? error[1].GetString() : null);
    }

    public override string ToString() => $"{Operation}({string.Join(", ", Inputs)}) {What}";
}
