using TypedModels.Engine.Kernels.Basic;
using TypedModels.Engine.Kernels.Casting;
using TypedModels.Engine.Kernels.ControlFlow;
using TypedModels.Engine.Kernels.Convolution;
using TypedModels.Engine.Kernels.Images;
using TypedModels.Engine.Kernels.Indexing;
using TypedModels.Engine.Kernels.LinearAlgebra;
using TypedModels.Engine.Kernels.Lists;
using TypedModels.Engine.Kernels.Maps;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Kernels.Neural;
using TypedModels.Engine.Kernels.Segments;
using TypedModels.Engine.Kernels.Quantised;
using TypedModels.Engine.Kernels.Shapes;
using TypedModels.Engine.Kernels.Signal;
using TypedModels.Engine.Kernels.Sorting;
using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Kernels.Reductions;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Kernels.Text;
using TypedModels.Engine.Kernels.Parsing;
using TypedModels.Engine.Kernels.Sparse;
using TypedModels.Engine.Kernels.Ragged;
using TypedModels.Engine.Kernels.Sequences;

namespace TypedModels.Engine.Kernels;

internal sealed partial class KernelTable
{
    private static KernelTable CreateDefault()
    {
        var table = new KernelTable();
        BasicKernels.AddTo(table);
        ControlFlowKernels.AddTo(table);
        ListKernels.AddTo(table);
        TensorArrayKernels.AddTo(table);
        MapKernels.AddTo(table);
        StateKernels.AddTo(table);
        MatrixKernels.AddTo(table);
        ConvolutionKernels.AddTo(table);
        NeuralKernels.AddTo(table);
        LinearAlgebraKernels.AddTo(table);
        ShapesKernels.AddTo(table);
        IndexingKernels.AddTo(table);
        SegmentsKernels.AddTo(table);
        SortingKernels.AddTo(table);
        TextKernels.AddTo(table);
        ElementwiseKernels.AddTo(table);
        ReductionKernels.AddTo(table);
        CastingKernels.AddTo(table);
        ParsingKernels.AddTo(table);
        SparseKernels.AddTo(table);
        RaggedKernels.AddTo(table);
        ImagesKernels.AddTo(table);
        SignalKernels.AddTo(table);
        QuantisedKernels.AddTo(table);
        SequenceKernels.AddTo(table);
        return table;
    }
}
