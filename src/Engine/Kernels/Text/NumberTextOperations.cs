using System.Text;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Numbers and scripts read from texts and code points.</summary>
internal static class NumberTextOperations
{
    /// <summary>Reads a number out of a text, or says that there is none.</summary>
    public delegate bool Parser<T>(ReadOnlySpan<byte> text, out T value);

    /// <summary>StringToNumber.</summary>
    public static void Parse<T>(KernelContext context, Parser<T> parse)
        where T : unmanaged
    {
        var input = context.Input(0);
        var texts = input.Texts;
        var output = context.Output(0, input.Shape).WritableSpan<T>();
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelledEvery(i);
            if (!parse(texts[i].Span, out output[i]))
            {
                throw OperationException.InvalidArgument($"StringToNumberOp could not correctly convert string: {Encoding.UTF8.GetString(texts[i].Span)}");
            }
        }
    }

    /// <summary>UnicodeScript: the script of each code point, −1 for what is none.</summary>
    public static void Script(KernelContext context)
    {
        var input = context.Input(0);
        var output = context.Output(0, input.Shape).WritableSpan<int>();
        var codePoints = input.Span<int>();
        for (int i = 0; i < codePoints.Length; i++)
        {
            output[i] = (uint)codePoints[i] <= CodePointSet.MaximumCodePoint ? CodePointRuns.Find(ScriptData.Runs, codePoints[i]) : -1;
        }
    }

    /// <summary>DecodeRaw: the bytes of each text as elements of a type.</summary>
    public static void DecodeRaw(KernelContext context, DataType type, bool isLittleEndian)
    {
        var input = context.Input(0);
        int length = input.Count == 0 ? 0 : input.Texts[0].Length;
        for (int i = 1; i < input.Count; i++)
        {
            if (input.Texts[i].Length != length)
            {
                throw OperationException.InvalidArgument(
                    $"DecodeRaw requires input strings to all be the same size, but element {i} has size {length} != {input.Texts[i].Length}");
            }
        }

        int size = DataTypes.SizeOf(type);
        if (length % size != 0)
        {
            throw OperationException.InvalidArgument($"Input to DecodeRaw has length {length} that is not a multiple of {size}, the size of {type.ToWord()}");
        }

        Copy(context, input, length, type, isLittleEndian);
    }

    /// <summary>DecodePaddedRaw: the same, each text cut or filled up with zeros to a length.</summary>
    public static void DecodePaddedRaw(KernelContext context, DataType type, bool isLittleEndian)
    {
        var given = context.Input(1);
        if (given.Rank != 0)
        {
            throw OperationException.InvalidArgument($"k must be scalar, got shape {given.Shape}");
        }

        int length = given.Scalar<int>();
        int size = DataTypes.SizeOf(type);
        if (length <= 0)
        {
            throw OperationException.InvalidArgument($"fixed_length ({length}) must be greater than zero.");
        }

        if (length % size != 0)
        {
            throw OperationException.InvalidArgument($"fixed_length ({length}) must be a multiple of the size of out_type ({size})");
        }

        Copy(context, context.Input(0), length, type, isLittleEndian);
    }

    private static void Copy(KernelContext context, Tensor input, int length, DataType type, bool isLittleEndian)
    {
        int size = DataTypes.SizeOf(type);
        var output = context.Output(0, Shape.Concat(input.Shape.Lengths, [length / size])).WritableBytes;
        for (int i = 0; i < input.Count; i++)
        {
            context.ThrowIfCancelledEvery(i);
            var text = input.Texts[i].Span;
            text = text[..Math.Min(text.Length, length)];
            var target = output.Slice(i * length, length);
            text.CopyTo(target);
            target[text.Length..].Clear();
        }

        if (type == DataType.Bool)
        {
            // A truth value is 0 or 1 everywhere else.
            foreach (ref byte value in output)
            {
                value = value == 0 ? (byte)0 : (byte)1;
            }
        }

        if (!isLittleEndian)
        {
            Reverse(output, type is DataType.Complex64 or DataType.Complex128 ? size / 2 : size);
        }
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        for (int start = 0; size > 1 && start < bytes.Length; start += size)
        {
            bytes.Slice(start, size).Reverse();
        }
    }
}
