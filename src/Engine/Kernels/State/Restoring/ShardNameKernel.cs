using System.Globalization;
using System.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>Composes the name of a file of a checkpoint, or the pattern of all of them.</summary>
/// <param name="isPattern">Whether it is the pattern.</param>
internal sealed class ShardNameKernel(bool isPattern) : Kernel
{
    public override void Run(KernelContext context)
    {
        int numbers = context.InputCount - 1;
        for (int i = 0; i <= numbers; i++)
        {
            if (context.Input(i).Rank != 0)
            {
                throw OperationException.InvalidArgument($"A name is composed of scalars, and input {i} is {context.Input(i)}.");
            }
        }

        string count = Digits(context.Input(numbers).Scalar<int>());
        string shard = isPattern ? "?????" : Digits(context.Input(1).Scalar<int>());
        byte[] suffix = Encoding.UTF8.GetBytes($"-{shard}-of-{count}");
        var name = context.Input(0).Texts[0];
        var composed = context.Texts.Rent(name.Length + suffix.Length);
        name.Span.CopyTo(composed.Span);
        suffix.CopyTo(composed.Span[name.Length..]);
        context.Output(0, Shape.Scalar).WritableTexts[0] = composed;
    }

    private static string Digits(int number) => number.ToString("d5", CultureInfo.InvariantCulture);
}
