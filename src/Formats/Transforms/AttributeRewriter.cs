using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Transforms;

/// <summary>Writes attributes anew, with other names of functions and with values for what stands for an attribute of the function around.</summary>
/// <param name="function">The new name of a function.</param>
/// <param name="placeholder">The <c>AttrValue</c> that an attribute of the function around has.</param>
internal sealed class AttributeRewriter(Func<string, string> function, Func<string, ReadOnlyMemory<byte>> placeholder)
{
    // Values in the values of functions' attributes, each used twice, double at every level.
    private const int MostBytes = 16 << 20;

    /// <summary>The attribute as an <c>AttrValue</c>; its own bytes where nothing in it changes.</summary>
    /// <exception cref="ModelFormatException">It has grown out of all proportion.</exception>
    public ReadOnlyMemory<byte> Rewrite(AttributeDocument attribute)
    {
        switch (attribute.Kind)
        {
            case AttributeKind.Placeholder:
                return placeholder(attribute.Placeholder!);
            case AttributeKind.Function:
                return AttributeWriter.Function(Rewrite(attribute.Function!)).Written;
            case AttributeKind.List when attribute.Functions.Any():
                return AttributeWriter.Functions(attribute.Functions.Select(Rewrite)).Written;
            default:
                return attribute.Bytes;
        }
    }

    private WireWriter Rewrite(FunctionReference reference)
    {
        var message = new WireWriter().Text(1, function(reference.Name));
        foreach (var attribute in reference.Attributes)
        {
            message.Message(2, new WireWriter().Text(1, attribute.Key).Bytes(2, Rewrite(attribute.Value).Span));
            if (message.Written.Length > MostBytes)
            {
                throw GraphFault.Of($"The attributes that the function '{reference.Name}' is called with come to more than {MostBytes} bytes");
            }
        }

        return message;
    }
}
