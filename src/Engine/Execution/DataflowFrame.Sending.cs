using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>How values, and word of those that never come, reach the nodes that wait for them.</summary>
internal sealed partial class DataflowFrame
{
    private void Send(DataflowEdge[] edges, Tensor? value, DataflowRound round, bool fromEnter)
    {
        bool isDead = value is not { HasValue: true };
        foreach (var edge in edges)
        {
            if (edge.Node is not { } node)
            {
                if (!isDead)
                {
                    _results[edge.Input].Share(value!, value!.Shape);
                }

                continue;
            }

            if (round.HasRun[node.Index])
            {
                continue;
            }

            if (!isDead)
            {
                round.Bindings[node.Index].Inputs[edge.Input].Share(value!, value!.Shape);
            }
            else
            {
                round.Dead[node.Index]++;
            }

            if (node.Kind != DataflowKind.Merge)
            {
                round.Waits[node.Index]--;
                MakeReadyIfComplete(node, round);
            }
            else
            {
                // A loop that is never entered never gets to its second round either.
                bool isOver = !isDead || fromEnter || round.Dead[node.Index] == node.DataCount;
                MergeIfComplete(node, round, isOver);
            }
        }
    }

    private void Send(DataflowEdge[] controls, bool isDead, DataflowRound round)
    {
        foreach (var edge in controls)
        {
            var node = edge.Node!;
            round.Waits[node.Index]--;
            if (node.Kind == DataflowKind.Merge)
            {
                MergeIfComplete(node, round, round.Bindings[node.Index].Inputs.Any(input => input.HasValue) || round.Dead[node.Index] == node.DataCount);
            }
            else
            {
                round.Dead[node.Index] += isDead ? 1 : 0;
                MakeReadyIfComplete(node, round);
            }
        }
    }

    private void MergeIfComplete(DataflowNode node, DataflowRound round, bool isOver)
    {
        if (isOver && round.Waits[node.Index] == 0 && !round.HasRun[node.Index])
        {
            MakeReady(node, round);
        }
    }

    private void MakeReadyIfComplete(DataflowNode node, DataflowRound round)
    {
        if (round.Waits[node.Index] == 0)
        {
            MakeReady(node, round);
        }
    }

    private void MakeReady(DataflowNode node, DataflowRound round)
    {
        round.HasRun[node.Index] = true;
        round.Busy++;
        _ready.Push((node, round));
    }
}
