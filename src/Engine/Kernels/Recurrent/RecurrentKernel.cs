using TypedModels.Engine.Kernels.ControlFlow;
using TypedModels.Engine.Kernels.Lists;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>Runs a recurrent layer over the elements of a list. What it is seldom given, no rounds or lists that do not fit, is left to the loop.</summary>
/// <param name="roles">What the loop's variables are.</param>
/// <param name="cell">The equations.</param>
/// <param name="loop">The loop as it is.</param>
internal sealed unsafe class RecurrentKernel(RecurrentRoles roles, RecurrentCell cell, WhileKernel loop) : Kernel
{
    // Sums of inputs that stay in a second-level cache until the steps come to them.
    private const int BlockElements = 1 << 18;

    public override void Run(KernelContext context)
    {
        int rounds = Rounds(context);
        if (rounds < 1 || !Fits(context, rounds))
        {
            loop.Run(context);
            return;
        }

        for (int i = 0; i < roles.IsCounter.Length; i++)
        {
            if (roles.IsCounter[i])
            {
                Count(context, i, rounds);
            }
            else if (i != roles.Hidden && i != roles.Cells && (i != roles.Outputs || !roles.AreOutputsRead))
            {
                context.Forward(i, context.Input(i));
            }
        }

        Run(context, rounds);
    }

    private void Run(KernelContext context, int rounds)
    {
        var before = context.Input(roles.Hidden);
        var hidden = context.Output(roles.Hidden, before.Shape);
        int batch = before[0], length = before.Count;
        float* cells = Cells(context);
        float* each = roles.OutputCounter is not null && roles.AreOutputsRead ? Outputs(context, rounds, before.Shape) : null;
        int block = Math.Clamp(BlockElements / Math.Max(1, checked(batch * cell.Columns)), 1, rounds);
        var inputs = context.Input(roles.Inputs).Objects[0] as TensorList;
        fixed (float* sums = context.Scratch<float>(checked(block * batch * cell.Columns)), scratch = context.Scratch<float>(checked(batch * cell.ScratchColumns)),
            gathered = context.Scratch<float>(inputs!.Whole is null ? checked(block * batch * cell.InputLength) : 0))
        {
            float* last = (float*)before.Pointer;
            int start = (int)context.Input(roles.InputCounter).Integer(0);
            for (int first = 0; first < rounds; first += block)
            {
                int steps = Math.Min(block, rounds - first);
                cell.Project(context, Gather(inputs, start + first, steps, gathered), steps * batch, sums);
                for (int step = 0; step < steps; step++)
                {
                    float* next = each is null ? (float*)hidden.Pointer : each + ((nint)(first + step) * length);
                    cell.Run(context, new RecurrentStep(batch, sums + ((nint)step * batch * cell.Columns), last, next, cells, scratch));
                    last = next;
                }
            }

            if (each is not null)
            {
                new ReadOnlySpan<float>(last, length).CopyTo(hidden.WritableSpan<float>());
            }
        }

        if (roles is { Outputs: { } list, OutputCounter: null, AreOutputsRead: true })
        {
            context.Change(list, list, DataType.Float).Set(roles.OutputPlace, hidden);
        }
    }

    /// <summary>How often the loop's condition holds; 0 where that is not certain.</summary>
    private int Rounds(KernelContext context)
    {
        for (int i = 0; i < roles.IsCounter.Length; i++)
        {
            if (roles.IsCounter[i] && !IsNumber(context.Input(i)))
            {
                return 0;
            }
        }

        long rounds = int.MaxValue;
        foreach (var (counter, input, value) in roles.Bounds)
        {
            if (input >= 0 && !IsNumber(context.Input(input)))
            {
                return 0;
            }

            Int128 difference = (Int128)(input >= 0 ? context.Input(input).Integer(0) : value) - context.Input(counter).Integer(0);
            rounds = difference < rounds ? Math.Max(0, (long)difference) : rounds;
        }

        return (int)rounds;
    }

    private static bool IsNumber(Tensor value) => value is { Rank: 0, Type: DataType.Int32 or DataType.Int64 };

    private bool Fits(KernelContext context, int rounds)
    {
        var hidden = context.Input(roles.Hidden);
        bool fits = hidden is { Rank: 2, Count: > 0 } && hidden[1] == cell.Size && (roles.Cells is not { } cells || context.Input(cells).Shape == hidden.Shape);
        return fits && FitsInputs(context, rounds, hidden[0]) && FitsOutputs(context, rounds, hidden);
    }

    private bool FitsInputs(KernelContext context, int rounds, int batch)
    {
        long start = context.Input(roles.InputCounter).Integer(0);
        if (context.Input(roles.Inputs) is not { Type: DataType.Variant, Count: 1 } value || value.Objects[0] is not TensorList { ElementType: DataType.Float } list || start < 0 || start > list.Count - rounds)
        {
            return false;
        }

        var shape = new Shape(batch, cell.InputLength);
        if (list.Whole is { } whole)
        {
            return whole.Type == DataType.Float && whole.Rank == 3 && whole.Shape.Remove(0) == shape;
        }

        for (int i = 0; i < rounds; i++)
        {
            if (list[(int)start + i] is not { Type: DataType.Float } element || element.Shape != shape)
            {
                return false;
            }
        }

        return true;
    }

    private bool FitsOutputs(KernelContext context, int rounds, Tensor hidden)
    {
        if (roles.Outputs is not { } place)
        {
            return true;
        }

        if (context.Input(place) is not { Type: DataType.Variant, Count: 1 } value || value.Objects[0] is not TensorList { ElementType: DataType.Float } list || !list.ElementShape.Fits(hidden.Shape) || list == context.List(roles.Inputs))
        {
            return false;
        }

        return roles.OutputCounter is { } counter ? context.Input(counter).Integer(0) == 0 && list.Count == rounds : roles.OutputPlace < list.Count;
    }

    private float* Cells(KernelContext context)
    {
        if (roles.Cells is not { } place)
        {
            return null;
        }

        var before = context.Input(place);
        var cells = context.Output(place, before.Shape);
        before.Span<float>().CopyTo(cells.WritableSpan<float>());
        return (float*)cells.Pointer;
    }

    /// <summary>Gives the list of outputs room for all of them, one behind the other.</summary>
    private float* Outputs(KernelContext context, int rounds, in Shape shape)
    {
        int place = roles.Outputs!.Value;
        var whole = context.Pool.RentTensor();
        context.Allocate(whole, DataType.Float, shape.Insert(0, rounds));
        float* first = (float*)whole.Pointer;
        context.Change(place, place, DataType.Float).SetWhole(whole);
        context.Pool.Return(whole);
        return first;
    }

    /// <summary>The inputs of some steps one behind the other.</summary>
    private static float* Gather(TensorList inputs, int first, int steps, float* room)
    {
        if (inputs.Whole is { } whole)
        {
            return (float*)whole.Pointer + ((nint)first * (whole.Count / whole[0]));
        }

        float* next = room;
        for (int step = 0; step < steps; step++)
        {
            var element = inputs[first + step]!.Span<float>();
            element.CopyTo(new Span<float>(next, element.Length));
            next += element.Length;
        }

        return room;
    }

    private static void Count(KernelContext context, int place, int rounds)
    {
        var before = context.Input(place);
        var after = context.Output(place, Shape.Scalar);
        if (before.Type == DataType.Int32)
        {
            after.WritableSpan<int>()[0] = unchecked(before.Scalar<int>() + rounds);
        }
        else
        {
            after.WritableSpan<long>()[0] = unchecked(before.Scalar<long>() + rounds);
        }
    }
}
